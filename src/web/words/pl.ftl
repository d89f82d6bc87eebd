# Polski: krótkie zdania, zwykłe słowa, uprzejmie i bezosobowo.

# Miesiące i dni (miesiące w dopełniaczu, jak w dacie)
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
day = { $day } { $month } { $year }

# Wokół każdej strony
skip = Przejdź do treści
nav-label = Menu
nav-mine = Moje oszczędności
languages = Język
footer-never = Nigdy nie pytamy o dane bankowe ani o numer BSN (holenderski numer osobisty, podobny do PESEL).
to-front = Do strony głównej
error-title = Błąd:
error-summary = Coś się jeszcze nie zgadza

# Strona główna
front-title = Razem oszczędzamy dla naszej okolicy
front-lead = Przyszedł list z kodem? Z tym kodem można współdecydować, co będzie się działo w okolicy.
code-label = Kod z listu
code-hint = 11 liter i cyfr, na przykład ABCD-EFGH-JKM
code-button = Dalej
code-empty = Proszę wpisać kod, który jest w liście.
code-too-short = { $found ->
    [one] Kod ma 11 znaków. Wpisano tylko { $found } znak. Proszę wpisać cały kod.
    [few] Kod ma 11 znaków. Wpisano tylko { $found } znaki. Proszę wpisać cały kod.
    [many] Kod ma 11 znaków. Wpisano tylko { $found } znaków. Proszę wpisać cały kod.
   *[other] Kod ma 11 znaków. Wpisano tylko { $found } znaku. Proszę wpisać cały kod.
}
code-too-long = Kod ma 11 znaków. Wpisano więcej. Proszę wpisać tylko kod.
code-symbol = Znaku „{ $symbol }” nie ma w żadnym kodzie. Proszę jeszcze raz sprawdzić w liście.
code-slip = Jeden znak jest zły albo dwa znaki są zamienione miejscami. Proszę jeszcze raz sprawdzić w liście.
code-unknown = Nie znamy tego kodu. Proszę jeszcze raz sprawdzić w liście.
code-slow-down = { $seconds ->
    [one] Wpisano tu za dużo złych kodów. Proszę spróbować ponownie za jedną sekundę.
    [few] Wpisano tu za dużo złych kodów. Proszę spróbować ponownie za { $seconds } sekundy.
    [many] Wpisano tu za dużo złych kodów. Proszę spróbować ponownie za { $seconds } sekund.
   *[other] Wpisano tu za dużo złych kodów. Proszę spróbować ponownie za { $seconds } sekundy.
}
front-initiatives = { $programme }: na to oszczędzają sąsiedzi
front-none = W tej chwili nie ma otwartych inicjatyw.

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

# Czek, który nie jest jeszcze aktywny
worth-title = Czek
worth-heading = Ten czek jest wart { $amount }
worth-lead = { $from } daje ten czek w programie { $programme }.
worth-what = Proszę nacisnąć przycisk. Potem można wybrać: przekazać pieniądze na coś dobrego w okolicy albo zachować je na później. To nic nie kosztuje.
worth-joins = Przed chwilą użyto na tym urządzeniu innego kodu. Ten czek zostanie dodany do tamtych oszczędności. Czy to był ktoś inny? Wtedy proszę najpierw zakończyć i wpisać kod jeszcze raz.
worth-button = Aktywuj mój czek
worth-until = Można to zrobić do { $day } włącznie. Potem pieniądze wrócą do budżetu okolicy.

# Moje oszczędności
mine-refused = Ten kod teraz niczego nie otwiera
other-code = Inny kod
savings-title = Moje oszczędności
savings-heading = Moje oszczędności: { $amount }
savings-heading-none = Wszystkie pieniądze są już przekazane
savings-one-lot = Ten kod otwiera tylko pieniądze z tego listu. Żeby zobaczyć wszystkie oszczędności, proszę wpisać też kod z wcześniejszego listu.
savings-now = Co zrobić z tymi pieniędzmi?
savings-how = Proszę wpisać kwotę przy jednej lub kilku inicjatywach. Dopóki inicjatywa jest otwarta, pieniądze można wycofać.
savings-later = A może lepiej oszczędzać? Wtedy nie trzeba nic robić. Pieniądze zostają tutaj.
savings-none-open = Teraz nie ma inicjatywy, na którą można przekazać pieniądze. Pieniądze zostają tutaj.
savings-given = Przekazane pieniądze
savings-lots = Skąd są te pieniądze
savings-more = To już wszystko?
savings-next-code = Mam jeszcze jeden kod
lot-from = Od kogo
lot-amount = Zostało
lot-until = Ostatni dzień na przekazanie
give-label = Kwota
give-button = Przekaż
give-nothing = Proszę wpisać kwotę przy jednej z inicjatyw.
give-sent-before = Ten formularz został już wysłany. Poniżej widać przekazane kwoty. Aby przekazać więcej, proszę nacisnąć przycisk jeszcze raz.
give-not-an-amount = To nie jest kwota. Proszę wpisać tak: 2,50.
gift-amount = Przekazano { $amount }
take-back-button = Wycofaj pieniądze
thanks = Dziękujemy!
thanks-less = Jedna inicjatywa potrzebowała mniej, niż przekazano. Reszta zostaje w oszczędnościach.
thanks-next = Jeśli dołączy dość sąsiadów, inicjatywa dostanie te pieniądze. Jeśli nie, pieniądze wrócą do oszczędności.
taken-back = Pieniądze wróciły do oszczędności.
done-button = Zakończ
done-text = Czy z tego komputera korzystają też inni? Wtedy proszę zakończyć. Dzięki temu nikt nie zobaczy tych oszczędności.

# Dlaczego czegoś nie można zrobić
refused-amount-zero = Kwota musi być większa niż zero.
refused-amount-too-large = Ta kwota jest za duża.
refused-round-not-open = Tego czeku nie można jeszcze użyć.
refused-round-cancelled = Ta tura czeków została odwołana. Pieniądze wróciły do budżetu.
refused-cheque-expired = Ten czek był ważny do { $day } włącznie. Pieniądze wróciły do budżetu okolicy.
refused-code-replaced = Do tego czeku jest nowszy kod.
refused-cheque-voided = Ten czek został wycofany.
refused-cheque-activated = Ten czek został już użyty.
refused-nothing-left = Z tego czeku nic już nie zostało.
refused-tenancy-ended = Ten czek był dla mieszkańców, którzy się wyprowadzili.
refused-wallet-too-small = Do dyspozycji jest { $free }. Razem wpisano { $asked }.
refused-against-condition = Z tych pieniędzy na tę inicjatywę można przekazać najwyżej { $allowed }. Taki warunek postawił ten, kto dał pieniądze.
refused-too-much-of-oneself = Pomysłodawcy mogą sami dać najwyżej { $percent }%. Z tego zostało jeszcze { $left }.
refused-initiative-full = Ta inicjatywa ma już dość pieniędzy. Dziękujemy!
refused-pledged-less = Z tych oszczędności na tę inicjatywę przekazano { $pledged }.
refused-initiative-not-open = Na tę inicjatywę nie można przekazać pieniędzy.
refused-initiative-paused = Ta inicjatywa jest na razie wstrzymana. Proszę spróbować później.
refused-initiative-closed = Można to było zrobić do { $day } włącznie.
refused-would-lapse = Te pieniądze można było przekazać do { $day } włącznie. Po cofnięciu od razu przepadną. Można je zostawić tam, gdzie są.
refused-rest-would-lapse = Można cofnąć { $most }. Resztę można było przekazać do { $day } włącznie; po cofnięciu od razu przepadnie.
refused-unknown = To nie istnieje albo już nie istnieje.
refused-other = Tego nie można zrobić: { $why }.
what-now-next-round = W następnej turze przyjdzie nowy czek.
what-now-last-letter = Proszę użyć kodu z ostatniego listu.
what-now-wait = Proszę spróbować w dniu, który jest podany w liście.
what-now-desk = Są pytania? Numer telefonu jest w liście.

# Kiedy strony nie można pokazać
problem-not-found = Ta strona nie istnieje
problem-not-found-text = Może adres nie jest pełny. Proszę zacząć od nowa na stronie głównej.
problem-no-visit = Najpierw proszę wpisać kod
problem-no-visit-text = Wizyta się skończyła albo kod nie został jeszcze wpisany. Kod jest w liście.
problem-unreadable = Nie mogliśmy tego odczytać
problem-unreadable-text = Proszę wrócić i spróbować jeszcze raz.
problem-refused = Tego nie można zrobić
problem-busy = Jest teraz bardzo duży ruch
problem-busy-text = Nic się nie zmieniło. Proszę spróbować ponownie za minutę.
problem-unknown = Nie mamy pewności, czy to zostało zapisane
problem-unknown-text = Proszę za minutę sprawdzić oszczędności, a dopiero potem spróbować ponownie.
problem-ours = Coś się u nas nie udało
problem-ours-text = Przepraszamy. Żadne pieniądze nie przepadły. Proszę spróbować później.
