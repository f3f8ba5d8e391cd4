"""How months, units, the euro and denials are called in the languages of askers: beginnings of words."""

import re

from assistant.answering.translation.language import Language

_MONTHS = {
    Language.ENGLISH: "jan feb mar apr may jun jul aug sep oct nov dec",
    Language.TURKISH: "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    Language.RUSSIAN: "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр",
    Language.UKRAINIAN: "січ лют берез квіт трав черв лип серп верес жовт листопад груд",
    Language.ARABIC: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
"""In the order of the year."""

_UNITS = {
    Language.ENGLISH: {
        "tag": "day|daily",
        "woche": "week",
        "monat": "month",
        "jahr": "year|annual|age|under|over",
        "stunde": "hour",
        "minute": "minute",
        "euro": "euro|eur|€",
        "prozent": "percent|per cent|%",
    },
    Language.TURKISH: {
        "tag": "gün",
        "woche": "hafta",
        "monat": "ay",
        "jahr": "yıl|yaş|sene",
        "stunde": "saat",
        "minute": "dakika",
        "euro": "euro|avro|€",
        "prozent": "yüzde|%",
    },
    Language.RUSSIAN: {
        "tag": "дн|день|сут",
        "woche": "недел",
        "monat": "месяц",
        "jahr": "год|лет",
        "stunde": "час",
        "minute": "минут",
        "euro": "евро|€",
        "prozent": "процент|%",
    },
    Language.UKRAINIAN: {
        "tag": "дн|день|діб|доб",
        "woche": "тижн|тижд",
        "monat": "місяц",
        "jahr": "рок|рік|річ",
        "stunde": "годин",
        "minute": "хвилин",
        "euro": "євро|€",
        "prozent": "відсот|процент|%",
    },
    Language.ARABIC: {
        "tag": "يوم|أيام|ايام",
        "woche": "أسبوع|اسبوع|أسابيع|اسابيع",
        "monat": "شهر|أشهر|اشهر|شهور",
        "jahr": "سنة|سنوات|عام|أعوام",
        "stunde": "ساع",
        "minute": "دقيق|دقائق",
        "euro": "يورو|أورو|€",
        "prozent": "بالمائة|المئة|%|٪",
    },
}
"""By language, each unit as `figures` names it, and the beginnings of words that stand for it."""

_DENIALS = {
    Language.ENGLISH: r"\b(?:not|no|never|none|neither|nor|without|nobody|nothing|cannot|unless)\b|n['’]t\b",
    Language.TURKISH: r"\b(?:değil\w*|yok\w*|hiç\w*|olmadan|olmaksızın)\b|\w[sş][ıiuü]z\b|\wm[ae]z\w*"
    r"|\wm[ıiuü]yor\w*|\wm[ae](?:d[ıi]|m[ıi]ş|y[ae]n|yac|yec|s[ıi]n)\w*",
    Language.RUSSIAN: r"\b(?:не|нет|без|ни|нельзя|никто|ничего|никогда)\b|\bне(?:т|обязательн|допустим|действит)\w*",
    Language.UKRAINIAN: r"\b(?:не|немає|нема|без|ні|ані|ніхто|нічого|ніколи)\b|\bне(?:обов|допуст|дійсн)\w*",
    Language.ARABIC: r"(?:^|\s)[وف]?(?:لا|ليس|ليست|لم|لن|غير|بدون|دون|عدم|ما لم|بلا)(?=\s|$)",
}


def month_stands_in(text: str, month: int, language: Language) -> bool:
    """Tell whether a text names a month (1 to 12)."""
    return _begins(_MONTHS[language].split()[month - 1]).search(text.lower()) is not None


def unit_stands_in(text: str, unit: str, language: Language) -> bool:
    """Tell whether a text names a unit, by the name that `figures` gives it; True for units that are not listed."""
    named = next((words for root, words in _UNITS[language].items() if root in unit), None)
    return named is None or _begins(named).search(text.lower()) is not None


def denies(text: str, language: Language) -> bool:
    """Tell whether a text holds a word that denies."""
    return re.search(_DENIALS[language], text.lower()) is not None


def _begins(words: str) -> re.Pattern[str]:
    """Match at a word's beginning, after an Arabic article or preposition too; signs match anywhere."""
    signs = "".join(sign for sign in "€%٪" if sign in words)
    at_beginning = rf"(?<![^\W\d_])(?:وال|بال|ال|لل|[وبلف])?(?:{words})"
    return re.compile(f"{at_beginning}|[{signs}]" if signs else at_beginning)
