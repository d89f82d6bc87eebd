# Nowy kod
newcode-title = Nowy kod
newcode-link = Zmiana kodu z listu
newcode-lead = Kod z listu można zmienić na nowy. Warto to zrobić, jeśli ktoś inny mógł zobaczyć list.
newcode-ends = Ostatnio wpisany kod przestanie działać.
newcode-once = Nowy kod widać tylko raz. Proszę przygotować kartkę i długopis.
newcode-keeps = Pieniądze i to, co przekazano, pozostają bez zmian.
newcode-button = Utwórz nowy kod
newcode-one-lot = Można to zrobić po wpisaniu także kodu z wcześniejszego listu.
newcode-sent-before = Ten formularz został już wysłany. Proszę zacząć od nowa.
newcode-made = Nowy kod
newcode-write = Proszę teraz zapisać ten kod albo wydrukować tę stronę. Nie pokażemy go ponownie.
newcode-old = Kod z listu już nie działa. Ten list można wyrzucić.
newcode-done = Kod jest zapisany
newcode-mail = Był przy tych oszczędnościach adres e-mail? Zostanie usunięty. Potem można podać go ponownie.
