# Gdy kod niczego nie otwiera
what-now = Co można zrobić?
since-voided = Stało się to { $day }.
since-replaced = Kod wymieniono { $day } lub wcześniej.
since-cancelled = Postanowiono to { $day }.
since-moved = Wiemy o tym od { $day }.
money-to-budget = Pieniądze zostają w okolicy: wracają do budżetu.
money-with-new-code = Pieniądze nadal są. Otwiera je nowy kod.
money-all-given = Wszystkie pieniądze z tego czeku były już przekazane.
money-waits = Pieniądze czekają.
what-now-own-code = Nowy kod utworzony samodzielnie? Proszę użyć tego kodu.
what-now-voided = Przyszedł nowszy list? Proszę użyć tamtego kodu. Czy to pomyłka? Proszę do nas zadzwonić.
what-now-earlier = Wcześniejsze oszczędności nadal należą do tej samej osoby. Otwiera je kod z wcześniejszego listu.
what-now-moved = Po przeprowadzce wcześniejsze oszczędności nie przepadają. Proszę użyć kodu z wcześniejszego listu.
what-now-new-tenant = Nowe mieszkanie? W następnej turze przyjdzie osobny list.
