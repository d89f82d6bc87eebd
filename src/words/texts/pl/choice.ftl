# Stały wybór
choice-title = Następne czeki
choice-link = Wybór, co dzieje się z następnymi czekami
choice-lead = W każdej turze przychodzi list z kodem. Można też wybrać raz. Potem wszystko dzieje się samo.
choice-label = Co zrobić z następnymi czekami?
choice-none = Za każdym razem wpiszę kod
choice-none-hint = Wybór przy każdym liście.
choice-save = Proszę je oszczędzać
choice-save-hint = Pieniądze same trafią do tych oszczędności. Przekazać je można później.
choice-pot = Proszę je dać do wspólnej kasy
choice-pot-hint = Wspólna kasa pomaga inicjatywom, którym niewiele brakuje. Te pieniądze nie wracają.
choice-button = Zapisz wybór
choice-saved = Wybór został zapisany.
choice-now-none = Nic jeszcze nie wybrano.
choice-now-save = Następne czeki są oszczędzane same, do { $day } włącznie.
choice-now-pot = Następne czeki same trafiają do wspólnej kasy, do { $day } włącznie.
choice-now-others = Wybrał już ktoś inny z tego domu, do { $day } włącznie. Czy to zmienić? Numer telefonu jest w liście.
choice-at-desk = Czeków z tego domu użyto też oddzielnie od tych. O tym, co stanie się z następnymi, decyduje się razem z pracownikami. Numer telefonu jest w liście.
choice-one-lot = Można to wybrać po wpisaniu także kodu z wcześniejszego listu.
choice-not-here = Przy tych czekach nie jest to możliwe albo już nie jest.
choice-sent-before = Ten formularz został już wysłany. Poniżej widać, co teraz obowiązuje.
choice-again = { $months ->
    [one] Po miesiącu zapytamy ponownie. Można zrezygnować w każdej chwili. Po przeprowadzce kończy się to samo.
    [few] Po { $months } miesiącach zapytamy ponownie. Można zrezygnować w każdej chwili. Po przeprowadzce kończy się to samo.
    [many] Po { $months } miesiącach zapytamy ponownie. Można zrezygnować w każdej chwili. Po przeprowadzce kończy się to samo.
   *[other] Po { $months } miesiąca zapytamy ponownie. Można zrezygnować w każdej chwili. Po przeprowadzce kończy się to samo.
}
refused-choice-of-another = Czeków z tego domu użyto też oddzielnie od tych albo ktoś już wybrał, co dzieje się z następnymi. Czy to zmienić? Numer telefonu jest w liście.
refused-not-of-this-household = Wybrać może tylko ktoś, kto użył czeku tego domu.
choice-home = Dom, do którego przyszedł ten czek
