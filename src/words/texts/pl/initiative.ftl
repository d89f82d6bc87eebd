# Inicjatywy
card-money = { $pot } z { $target }
card-supporters = { $count ->
    [0] Jeszcze bez wsparcia
    [one] { $count } osoba wspiera
    [few] { $count } osoby wspierają
    [many] { $count } osób wspiera
   *[other] { $count } osoby wspiera
}
card-until = { $left ->
    [0] tylko do dziś, { $day }
    [one] do { $day } włącznie, został jeszcze jeden dzień
    [few] do { $day } włącznie, zostały jeszcze { $left } dni
    [many] do { $day } włącznie, zostało jeszcze { $left } dni
   *[other] do { $day } włącznie, zostało jeszcze { $left } dnia
}
card-untitled = Inicjatywa { $number }
initiative-give = Przekaż pieniądze na tę inicjatywę
status-draft = w przygotowaniu
status-submitted = czeka na zgodę
status-changes-asked = jest poprawiana
status-approved = wkrótce się otworzy
status-rejected = nie dostała zgody
status-open = otwarta
status-paused = na razie wstrzymana
status-reconsidered = prawie się udało: pomysłodawca wyjaśnia, co jeszcze można zrobić
status-explained = prawie się udało: można jeszcze pomóc
status-funded = udało się!
status-payout-pending = udało się! Pieniądze są w drodze
status-paid = pieniądze wypłacone
status-in-progress = w trakcie realizacji
status-report-due = czeka na sprawozdanie
status-reported = sprawozdanie już jest
status-closed = zakończona
status-not-carried-out = nie będzie realizowana
status-written-off = nie została zrealizowana
status-ended = nie udało się: wszyscy dostali pieniądze z powrotem
initiative-needs = Co jeszcze jest potrzebne
initiative-granted = Wspólna kasa dzielnicy dała { $amount }.
