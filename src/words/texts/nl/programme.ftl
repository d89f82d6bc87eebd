# De regels en de cijfers van een wijkkas
rules-title = De regels
rules-lead = Dit zijn de regels van { $programme }, zoals ze nu zijn. Is een ronde of een initiatief al begonnen? Dan gelden daarvoor de regels van toen.
rule-months = { $count ->
    [one] { $count } maand
   *[other] { $count } maanden
}
rule-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weken
}
rule-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
}
rule-workdays = { $count ->
    [one] { $count } werkdag
   *[other] { $count } werkdagen
}
rule-activate = Een cheque activeren
rule-activate-text = Dat kan tot { $months } na de brief. Daarna werkt de code nog { $days }.
rule-activate-only = Dat kan tot { $length } na de brief.
rule-unused = Cheques die niemand activeert
rule-unused-text = Dat geld gaat terug naar de geldgever, voor een volgende ronde.
rule-spend = Uw tegoed
rule-spend-text = Na het activeren hebt u { $months } om het te geven. U mag het ook sparen voor later.
rule-spend-round = U kunt het geven zolang de ronde loopt.
rule-leftover = Wat niet op tijd gegeven is
rule-leftover-pot = Dat gaat naar de wijkpot. De wijkpot helpt initiatieven die bijna genoeg hebben.
rule-leftover-budget = Dat gaat terug naar de geldgever.
rule-return = Geld dat terugkomt
rule-return-text = Gaat een initiatief niet door? Dan krijgt u uw geld terug. U hebt dan nog minstens { $days } om het te geven.
rule-return-only = Gaat een initiatief niet door? Dan krijgt u uw geld terug.
rule-support = Genoeg steun
rule-support-text = { $count ->
    [one] Een initiatief heeft minstens { $count } bewoner nodig. De initiatiefnemers tellen niet mee.
   *[other] Een initiatief heeft minstens { $count } bewoners nodig, van { $count } adressen. De initiatiefnemers tellen niet mee.
}
rule-own = Wat initiatiefnemers zelf geven
rule-own-text = Hooguit { $percent } % van wat nodig is.
rule-almost = Bijna genoeg geld
rule-almost-text = Is er op de laatste dag { $percent } % of meer, maar niet alles? Dan heeft de initiatiefnemer { $explain } om uit te leggen hoe het toch kan. Zonder uitleg krijgt iedereen het geld terug. Na de uitleg hebt u { $days } om nog iets te geven of terug te nemen. Is er dan nog genoeg, dan gaat het door met wat er is.
rule-almost-explain = Is er op de laatste dag { $percent } % of meer, maar niet alles? Dan heeft de initiatiefnemer { $explain } om uit te leggen hoe het toch kan. Zonder uitleg krijgt iedereen het geld terug.
rule-almost-none = Is er op de laatste dag { $percent } % of meer, maar niet alles? Dan gaat het door met wat er is.
rule-failed = Te weinig geld
rule-failed-text = Is er op de laatste dag minder dan { $percent } %? Dan krijgt iedereen het geld terug.
rule-campaign = Hoe lang u kunt geven
rule-campaign-text = Een initiatief staat hooguit { $months } open. De initiatiefnemer kiest de laatste dag.
rule-paid = Genoeg geld
rule-paid-text = Dan krijgt de initiatiefnemer het binnen { $days }.
rule-report = Het verslag
rule-report-text = De initiatiefnemer heeft na het einde { $weeks } om te vertellen wat ervan geworden is.
rule-choice = Een vaste keuze
rule-choice-text = Koos u wat er met al uw cheques gebeurt? Die keuze geldt { $months }. Dan vragen wij het opnieuw.
rule-erasure = Vergeten worden
rule-erasure-text = Vraagt u ons te wissen wat wij van u weten? Dan hebt u { $days } om u te bedenken.
figures-title = Wat er met het geld gebeurt
figures-lead = De bedragen van { $programme }, zoals ze nu zijn. Wie wat gaf, staat er niet bij.
figures-received = Binnengekomen
figures-paid = Uitbetaald aan initiatieven
figures-returned = Terug naar de geldgever
figures-left = Over
figures-areas = Per buurt
figures-areas-hint = Doen in een buurt minder dan { $count } huishoudens mee? Dan tellen wij die buurt op bij een andere. Zo ziet niemand wat één huishouden doet.
figures-few = Hier staat iets zodra { $count } huishoudens meedoen. Zo ziet niemand wat één huishouden doet.
figures-issued = Verstuurd
figures-activated = Geactiveerd
figures-saved = Gespaard
figures-pledged = In initiatieven
figures-common = In de wijkpot
figures-area-paid = Uitbetaald
figures-initiatives = Per initiatief
figures-none = Er zijn nog geen initiatieven.
figures-newest = Dit zijn de nieuwste { $count }. In de bestanden staan ze allemaal.
figures-files = Zelf rekenen
figures-files-text = Dezelfde cijfers als bestanden. Wat erin staat, leest u in datapackage.json.
