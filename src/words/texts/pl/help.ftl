# Pomoc przy inicjatywie
help-title = Pomogę
help-lead = Możesz coś zrobić albo pożyczyć? Daj znać. Pomysłodawcy to czytają i mogą się z Tobą skontaktować.
help-over = Ta inicjatywa się zakończyła. Nie można już zaoferować pomocy.
help-name = Imię i nazwisko
help-name-empty = Wpisz imię.
help-address = Adres e-mail lub numer telefonu
help-address-hint = Na przykład imie@przyklad.nl albo 06 12345678
help-address-wrong = Wpisz adres e-mail lub numer telefonu.
help-what = Co możesz zrobić?
help-what-hint = Na przykład: mogę kopać w sobotę, mam taczkę.
help-what-empty = Napisz, co możesz zrobić.
help-who-sees = Widzą to tylko osoby prowadzące tę inicjatywę. Mogą to usunąć, także na Twoją prośbę. 30 dni po jej zakończeniu dane znikają same.
help-button = Wyślij
help-enough = Wiele osób już chce pomóc. Dziękujemy!
help-thanks = Dziękujemy!
help-thanks-text = Oferta została wysłana. Pomysłodawcy widzą ją na swojej stronie. Mogą się z Tobą skontaktować.
help-list-title = Kto chce pomóc
help-list-lead = Widzisz to tylko Ty i inni inicjatorzy. Usuń to, co nie jest już potrzebne.
help-list-none = Jeszcze nikogo nie ma.
help-list-remove = Usuń
manage-helpers = { $count ->
    [one] { $count } sąsiad chce pomóc
    [few] { $count } sąsiadów chce pomóc
   *[other] { $count } sąsiadów chce pomóc
}
back-to-initiative = Do inicjatywy
words-slow-down = { $seconds ->
    [one] Wysłano stąd dużo wiadomości. Spróbuj ponownie za sekundę.
    [few] Wysłano stąd dużo wiadomości. Spróbuj ponownie za { $seconds } sekundy.
   *[other] Wysłano stąd dużo wiadomości. Spróbuj ponownie za { $seconds } sekund.
}
