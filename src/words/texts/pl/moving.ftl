# Przenoszenie pieniędzy do innej inicjatywy
move-link = Przekaż to innej inicjatywie
move-title = Przekazanie innej inicjatywie
move-lead = Można przenieść { $amount }. Te pieniądze są teraz w inicjatywie
move-amount = Ile przenieść?
move-to = Dokąd mają trafić?
move-choose = Proszę wybrać inicjatywę.
move-button = Przenieś
move-none-open = Nie ma teraz innej inicjatywy, którą można wesprzeć.
move-sent-before = Ten formularz został już wysłany. Najpierw proszę sprawdzić, ile jest teraz w tej inicjatywie.
moved = Pieniądze zostały przeniesione.
moved-less = Druga inicjatywa potrzebowała mniej. Reszta została na miejscu.
back-to-savings = Powrót do moich oszczędności
