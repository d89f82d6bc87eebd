# Czek, który nie jest jeszcze aktywny
worth-title = Czek
worth-heading = Ten czek jest wart { $amount }
worth-lead = { $from } daje ten czek w programie { $programme }.
worth-what = Proszę nacisnąć przycisk. Potem można wybrać: przekazać pieniądze na coś dobrego w okolicy albo zachować je na później. To nic nie kosztuje.
worth-button = Aktywuj mój czek
worth-until = Można to zrobić do { $day } włącznie. Potem pieniądze wrócą do budżetu okolicy.
worth-joins = Te pieniądze dołączą do Państwa oszczędności: { $amount }.
worth-joins-empty = Te pieniądze dołączą do Państwa wcześniejszych oszczędności.
worth-may-join = Wcześniej wpisano tu kod z oszczędnościami: { $amount }. Czy to też Państwa oszczędności? Wtedy można dołączyć do nich te pieniądze.
worth-may-join-empty = Wcześniej wpisano tu kod. Czy to też Państwa oszczędności? Wtedy można dołączyć do nich te pieniądze.
worth-join-button = Dołącz do tych oszczędności
worth-apart-button = Zachowaj te pieniądze osobno
