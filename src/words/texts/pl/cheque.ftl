# Czek, który nie jest jeszcze aktywny
worth-title = Czek
worth-heading = Ten czek jest wart { $amount }
worth-lead = { $from } daje ten czek w programie { $programme }.
worth-what = Proszę nacisnąć przycisk. Potem można wybrać: przekazać pieniądze na coś dobrego w okolicy albo zachować je na później. To nic nie kosztuje.
worth-button = Aktywuj mój czek
worth-until = Można to zrobić do { $day } włącznie. Potem pieniądze wrócą do budżetu okolicy.
worth-joins = Te pieniądze dołączą do oszczędności z kodu, który wpisano tu wcześniej. Jeśli to cudze oszczędności, proszę najpierw zamknąć i wpisać swój kod jeszcze raz.
