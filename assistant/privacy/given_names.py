"""Given names that are frequent among an immigration office's customers; as typed or without accents."""

GIVEN_NAMES = frozenset(
    """
    abdul abdulaziz abdullah abdulrahman abeba abebe adam adel adrian adriana agnieszka ahmad ahmed aicha aisha
    ajay akram ala alaa alan alba albert aleksandar aleksandr aleksandra alejandra alejandro alena ales
    alessandro alex alexander alexandra alexei ali alicia alina aliou alma almaz amal amani amara ameer amina
    aminata amir amira ana anastasia anastasiia anders andrea andreas andrei andrej andrew andrii angela
    angelika anil anita anja anjali anna anne annette anton antonio anwar aram aref arjun arta arian arif artem
    arthur asad asha ashraf asma astrid ayaan aya ayana ayse ayşe aylin azad aziz aziza baran barbara bashar
    beata behzad ben benjamin bernd bilal bintou birgit blessing bogdan boris brahim brigitte bruno burak cansu
    carlos carmen catarina cem charles chen chioma christian christina christine christoph claudia clara
    cristina dalia damir dana daniel daniela dariusz darko david dawit deborah deepak denis derya diana diego
    dieter dilan dimitri dina dmitri dmytro dorota dragan dragana duc ebru eden edin eduardo elena eleni elias
    elif elisabeth ella elmira emeka emil emine emma emmanuel emre enes erik eritrea esra esther eva fadi fahad
    faisal farah fares farhad farid farida fatema fatih fatima fatma fatmata fatou felix fernando fikret filip
    firas florian francesca francesco francisco frank franziska frieda gabriel gabriela galina georg george
    gerhard ghulam giorgi giovanni giulia goran grace grigori grzegorz gul gulnara habib hadi hadiya hakan hala
    halima hamid hamza hana hani hanna hannah hans haruka hasan hassan hatice heba heike heinz helena helga
    helmut henok hikmat hiroshi hong hossein huda hussein hüseyin ibrahim ida igor ilham ilias ilona imad imran
    ina ines inga ingrid ioana ion irena irina isa isabel ismail issa iulia ivan ivana ivanka iwona jacek jakob
    jamal jan jana janina jasmin jasmina javad jawad jean jelena jennifer jens jessica jing joana joao johan
    johanna john jonas jorge jose josef joseph joy juan julia julian juliana julie jürgen kamal kamila karim
    karin karina karl karolina katarina katarzyna kateryna katharina katja kawa kemal kenan kerem kerstin
    khadija khaled khalid khalil kirill klaus kofi konstantin krystyna kurt kwame lamin lars laszlo laura layla
    leila lena leo leon leonie leyla li lidia lilia lin lina linda linh lisa ljubica lothar louis lucas lucia
    ludmila luis luisa lukas luka luzia lydia lyudmyla maher mahdi mahmoud mai maja majid maksym malak malik
    malte mamadou manfred manuel manuela marcel marcin marco marek margarita margarete maria mariam mariama
    mariana marie marija marijana marina mario marion mark marko markus marta martin martina maryam maryna
    maksim massoud mateusz matthias maurice max maximilian mayar mei mehdi mehmet melanie mercy merve meryem mia
    michael michaela michal miguel mihai mikhail milad milan milena milica miloš mina minh mira mirjana mitra
    mohamad mohamed mohammad mohammed mohsen moussa mona monika moritz mostafa muhammad muhammed murat musa
    mustafa nabil nada nadia nadine nadja najib nana nasim nasrin natalia natalija nataliia natascha navid nawal
    neha nelly nermin nevena ngozi nguyen nicolas nicole nicoleta nida niklas nikola nikolai nikos nina nino
    noah noor nora nour nuno nur nuri ola olaf oleg oleh oleksandr oleksii olena olga oliver olivia omar omid
    onur oscar oskar osman ousmane ozan özlem pablo paola parisa pascal patricia patrick paul paula pauline
    pavel pawel pedro peter petra philipp phuong pierre piotr precious priya rabia radoslaw rafael rahel rahim
    rainer raj rajesh ralf rami ramin ramona rana rania raquel rashid rebecca regina reza ricardo richard rima
    rita robert roberto rohan roland roman ronahi rosa roza ruslan ruth saad sabine sabrina sadia saeed safa
    sahar said salah salim salma salman sam samer sami samir samira samuel sana sandra sanjay sara sarah sasha
    saskia sebastian selim selin selma semra senait serdar sergei sergej serhii sevgi shahin shirin shreya sibel
    silke silvia simon simone sina sinan slavica sofia sofija solomon sonja sophia sophie stanislav stefan
    stefanie stefano stephan susanne svetlana svitlana sven sylvia tahir tamar tamara tanja tarek tariq tatiana
    tatjana temesgen teresa tesfaye tetiana thabo thanh theresa thi thomas thorsten tigist tim timo tobias tom
    tomasz torsten tran tuan tuba uğur ulrich ulrike ursula usman ute uwe valentina valeria van vanessa vasile
    vasyl vera veronika vesna victor victoria vijay viktor viktoria viktoriia vincent vitali vladimir volkan
    volodymyr wafa walid walter wang wei werner wilhelm witold wolfgang xin yahya yan yana yannick yasemin yasin
    yasir yasmin yasmina yassin yevhen yohannes yonas yosef youssef yulia yuliia yuri yusra yusuf yvonne zahid
    zahra zain zainab zara zeinab zeynep zhang zoran zsofia abbas abdoulaye abdou abu adama adebayo adnan afrim
    agata agnes ahlam aida ajla akin akua alessia alexandru alfred alhassan alice alpha amadou amel amin amine
    amna amr ananya andre andreea angel anke annika ante antje antonia anu arben ardian arif arjan armin arnold
    arshad artur arun arvid asif aslan asmaa atif august avni axel aynur azadeh baba babak badr bakary balqis
    barış basel bassam batuhan beate bekim ben berivan bernadette berta besim bilge birol björn blerim bojan
    bozena branka branko brian burhan bushra can carla carlo carina caroline cecilia celine cengiz chantal
    chinedu chipo chukwu claude clemens cornelia cosmin cristian curtis damian danilo dariia davide davit dejan
    deniz detlef didier dima dirk djamila dominik donika doris dorian dusan dušan džan edgar edith edmond edona
    edward egor ekaterina elham eli elira elisa elise elke elsa elvira emir engin enrico ermal ernst erion
    ertuğrul eugen evelyn fabian fabio fadil fahim farzad fatjon fatos faten fatou ferdinand ferhat fikri flora
    florin franz freweini friedrich fritz fuad furkan gaber galyna gebre gerda gezim ghassan ghazal gianni
    gisela gloria gökhan golnaz guido gülay gülsen günter günther guram gurpreet gustav hadija haile haitham
    hamed hamida hamoud haroun harald harpreet hasna hassiba hayat hedwig heiko heiner heinrich hendrik henrik
    henry herbert hermann hevin hiba hilal hisham holger horst hosam houda hriday hubert hugo iman imke inna
    inge iryna isaac isabella isabelle isak ismael ivo iyad jabril jack jake jalal james jaroslav jasna jasper
    jawid jens joachim joanna joel jörg jörn josefine josip jovan jovana juan juri jutta kadir kaja kalina kapil
    kaveh kayode kazim kerim kevin khalida khoa kidane kim kiran klara kristina krzysztof kubra kujtim ladan
    lamine lamia lars lasha lea leandro lejla lenka lennart leonard leonardo levan levent liam lieselotte lior
    liridon liu lorenz lorenzo lovisa lucian lucie luigi łukasz luljeta lutz luiz maciej madina magda magdalena
    mahmut mahsa malgorzata małgorzata mamun mansour mao maral marc marcela marcelo marcus mareike margot
    mariela marius marlene marleen mariya mary masoud masud mathias mats matteo mattia maurizio maya mebrahtu
    mehran melih mensah metin michele mikael mike miguel mirela miriam miroslav mirza moaz mohsin mojtaba
    morteza mounir mouhamed mücahit mukhtar muna munir murad mustapha nabila nadir naima najma nam namrata naser
    nashwan nasser nathalie navin nazanin nebojsa neda nermin nesrin nessrin nicola nicolae nidal nihat nikita
    nilufar nils nino niran nizar nobert norbert nuray oğuz okan oksana ola omer ömer onyeka orhan oriol orkhan
    osama osei oumar ousman oussama özgür pankaj parwin pascale pedram peggy pero petar petr petre phil philip
    pia pilar pinar piet piroska pjotr pooja prakash prince rachid rada radu rafi rahul rainer ravi rasha rasul
    razan reem remzi renata renate rene riad rik rinor rizwan rodrigo rolf romina rosalia rosemarie roswitha
    rudi rudolf rukhsana rustam saba sabah sabri sadık sahra saida sakina salvatore sanja sandor şahin şerife
    selam selamawit semih sergio serkan serge seyed shabnam shahram shanti sharif sherin shpend shukri siegfried
    sigrid silvio simona sita slobodan snezana soheil somaya sonia sören stefania stella steven sultan sumaya
    sunita süleyman suleiman sunil suresh susana svenja tadesse taha takeshi talal tamer tania tanveer tareq
    taras tatyana tekle teodora thorben tihana till tina tomas tomislav toni tuğba tülay turgut udo ulf umar
    umut ünal uta valdet valentin valerie valeriia vahid vedat veli vikram viola violeta vitalii vladislav vlado
    vojtech wael waltraud wanda waqas wassim wenke wiebke wilfried wilma wojciech xhevdet yael yalda yared
    yasmine yaw yilmaz yiğit yolanda yordanos younes yousef youssouf yuki yunus yuriy yusuke yves zaid zahir
    zakaria zana zelal zeki zeliha zerin zewdi ziad zlata zlatan zohra zubair zuzana
    """.split()
)
