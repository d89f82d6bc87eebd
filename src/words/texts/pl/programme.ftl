# Zasady i liczby wijkkas
rules-title = Zasady
rules-lead = To są obecne zasady { $programme }. Jeśli runda lub inicjatywa już się zaczęła, obowiązują dla niej zasady z tamtego czasu.
rule-months = { $count ->
    [one] { $count } miesiąc
    [few] { $count } miesiące
    [many] { $count } miesięcy
   *[other] { $count } miesiąca
}
rule-weeks = { $count ->
    [one] { $count } tydzień
    [few] { $count } tygodnie
    [many] { $count } tygodni
   *[other] { $count } tygodnia
}
rule-days = { $count ->
    [one] { $count } dzień
    [few] { $count } dni
    [many] { $count } dni
   *[other] { $count } dnia
}
rule-workdays = { $count ->
    [one] { $count } dzień roboczy
    [few] { $count } dni robocze
    [many] { $count } dni roboczych
   *[other] { $count } dnia roboczego
}
rule-activate = Aktywacja czeku
rule-activate-text = Masz na to { $months } od wysłania listu. Potem kod działa jeszcze { $days }.
rule-activate-only = Masz na to { $length } od wysłania listu.
rule-unused = Czeki, których nikt nie aktywuje
rule-unused-text = Te pieniądze wracają do fundatora, na następną rundę.
rule-spend = Twoje oszczędności
rule-spend-text = Po aktywacji masz { $months }, żeby je przekazać. Możesz je też odłożyć na później.
rule-spend-round = Możesz je przekazać, dopóki trwa runda.
rule-leftover = To, czego nie przekazano na czas
rule-leftover-pot = Trafia do wspólnej kasy okolicy. Ta kasa pomaga inicjatywom, którym niewiele brakuje.
rule-leftover-budget = Wraca do fundatora.
rule-return = Pieniądze, które wracają
rule-return-text = Inicjatywa się nie uda? Dostaniesz pieniądze z powrotem. Masz wtedy co najmniej { $days }, żeby je przekazać.
rule-return-only = Inicjatywa się nie uda? Dostaniesz pieniądze z powrotem.
rule-support = Wystarczające wsparcie
rule-support-text = { $count ->
    [one] Inicjatywę musi wesprzeć co najmniej { $count } osoba. Pomysłodawcy się nie liczą.
    [few] Inicjatywę muszą wesprzeć co najmniej { $count } osoby z { $count } adresów. Pomysłodawcy się nie liczą.
    [many] Inicjatywę musi wesprzeć co najmniej { $count } osób z { $count } adresów. Pomysłodawcy się nie liczą.
   *[other] Inicjatywę musi wesprzeć co najmniej { $count } osoby z { $count } adresów. Pomysłodawcy się nie liczą.
}
rule-own = Co dają sami pomysłodawcy
rule-own-text = Najwyżej { $percent }% potrzebnej kwoty.
rule-almost = Prawie dość pieniędzy
rule-almost-text = Jest w ostatnim dniu { $percent }% lub więcej, ale nie wszystko? Wtedy pomysłodawca ma { $explain } na wyjaśnienie, jak to się mimo to uda. Bez wyjaśnienia każdy dostaje pieniądze z powrotem. Po wyjaśnieniu masz { $days }, żeby coś dodać lub wycofać. Jeśli nadal jest dość, inicjatywa rusza z tym, co jest.
rule-almost-explain = Jest w ostatnim dniu { $percent }% lub więcej, ale nie wszystko? Wtedy pomysłodawca ma { $explain } na wyjaśnienie, jak to się mimo to uda. Bez wyjaśnienia każdy dostaje pieniądze z powrotem.
rule-almost-none = Jest w ostatnim dniu { $percent }% lub więcej, ale nie wszystko? Wtedy inicjatywa rusza z tym, co jest.
rule-failed = Za mało pieniędzy
rule-failed-text = Jest w ostatnim dniu mniej niż { $percent }%? Wtedy każdy dostaje pieniądze z powrotem.
rule-campaign = Jak długo można dawać
rule-campaign-text = Inicjatywa jest otwarta najwyżej { $months }. Ostatni dzień wybiera pomysłodawca.
rule-paid = Wystarczająco pieniędzy
rule-paid-text = Najdłuższy czas wypłaty inicjatorowi: { $days }.
rule-report = Sprawozdanie
rule-report-text = Po zakończeniu pomysłodawca ma { $weeks }, żeby opowiedzieć, co z tego wyszło.
rule-choice = Stały wybór
rule-choice-text = Wybrano, co ma się dziać ze wszystkimi Twoimi czekami? Ten wybór obowiązuje { $months }. Potem pytamy ponownie.
rule-erasure = Prawo do zapomnienia
rule-erasure-text = Prosisz nas o usunięcie tego, co o Tobie wiemy? Masz { $days }, żeby zmienić zdanie.
figures-title = Co się dzieje z pieniędzmi
figures-lead = Obecne kwoty { $programme }. Nie ma wśród nich tego, kto ile dał.
figures-received = Wpłynęło
figures-paid = Wypłacono inicjatywom
figures-returned = Wróciło do fundatora
figures-left = Zostało
figures-areas = Według okolic
figures-areas-hint = Jeśli w okolicy bierze udział mniej gospodarstw domowych niż { $count }, sumujemy ją z inną. Dzięki temu nikt nie widzi, co robi jedno gospodarstwo.
figures-few = Liczby pojawią się tutaj, gdy liczba gospodarstw domowych biorących udział dojdzie do { $count }. Dzięki temu nikt nie widzi, co robi jedno gospodarstwo.
figures-issued = Wysłano
figures-activated = Aktywowano
figures-saved = Odłożono
figures-pledged = W inicjatywach
figures-common = We wspólnej kasie
figures-area-paid = Wypłacono
figures-initiatives = Według inicjatyw
figures-none = Nie ma jeszcze inicjatyw.
figures-newest = To są najnowsze inicjatywy, w liczbie { $count }. W plikach są wszystkie.
figures-files = Policz samodzielnie
figures-files-text = Te same liczby w plikach. Co w nich jest, mówi datapackage.json.
