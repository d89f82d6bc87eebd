# Dostępność
access-title = Dostępność
access-lead = Z tej strony powinien móc korzystać każdy.
access-norm = Naszym celem jest WCAG 2.2, poziom AA. Prawo wymaga WCAG 2.1, poziom AA (EN 301 549).
access-how = Jak tworzymy stronę
access-how-keyboard = Wszystko można zrobić klawiaturą.
access-how-script = Wszystko działa bez JavaScriptu, także na starym telefonie.
access-how-large = Można powiększyć litery i używać kolorów swojego urządzenia.
access-how-time = Nie trzeba się spieszyć. To, co wpisano o inicjatywie, jest zachowane.
access-known = Co nie jest jeszcze dobre
access-known-checked = Nikt z zewnątrz nie zbadał jeszcze tej strony. Dlatego nie twierdzimy, że spełnia wszystkie wymagania.
access-known-words = Opisy są w języku, w którym ktoś je napisał.
access-known-pictures = Kto dodaje zdjęcie, sam pisze, co na nim jest. Nie zawsze jest to jasne.
access-contact = Coś u Ciebie nie działa?
access-contact-text = Daj nam znać:
access-contact-none = Daj nam znać. W liście napisano, jak się z nami skontaktować.
