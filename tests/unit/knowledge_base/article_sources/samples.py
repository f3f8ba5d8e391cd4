"""Small sources that the writers' tests share."""

GUIDE = """# Gebühren für Ärztinnen

Die Gebühr beträgt **93 Euro** (§ 45 AufenthV).

## Schritte

1. Prüfen
2. Bestellen

Dazwischen.

1. Von vorn

### Unterlagen

- Pass
- Foto

| Anlass | Gebühr |
| --- | --- |
| Verlängerung | 93 Euro |
"""

PROCESS = """
id: muster
title: Musterprozess
pool: Amt
doc: Ein Prozess zum Prüfen.
lanes:
  bahn_kunde: Kunde
  bahn_amt: Amt
nodes:
  - {id: start, type: start, lane: bahn_kunde, name: Beginn, next: stellen}
  - id: stellen
    type: user
    lane: bahn_kunde
    name: Antrag stellen
    doc: Der Kunde stellt den Antrag (§ 81 Abs. 1 AufenthG).
    next: pruefen
  - {id: frist, type: boundary_timer, at: pruefen, lane: bahn_amt, name: 4 Wochen, duration: P4W, next: ende}
  - {id: pruefen, type: service, lane: bahn_amt, name: Prüfen, next: klar}
  - id: klar
    type: exclusive
    lane: bahn_amt
    name: Vollständig?
    next:
      ende: vollständig
      warten: Nachweise fehlen
  - {id: warten, type: timer, lane: bahn_amt, name: Nachfrist, duration: P2W, next: pruefen}
  - {id: ende, type: end, lane: bahn_amt, name: Fertig}
data:
  - {id: antrag, name: Antrag, from: [stellen], to: [pruefen]}
"""
