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
problem-not-signed-in = Najpierw proszę się zalogować
problem-not-signed-in-text = Nie ma zalogowanej osoby albo minęło zbyt dużo czasu.
problem-link-over = Ten link już nie działa
problem-link-over-text = Link działa raz i przez 20 minut. Proszę poprosić o nowy link.
