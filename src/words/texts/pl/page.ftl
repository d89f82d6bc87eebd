# Wokół każdej strony
skip = Przejdź do treści
nav-label = Menu
nav-mine = Moje oszczędności
languages = Język
footer-never = Nigdy nie pytamy o dane bankowe ani o numer BSN (holenderski numer osobisty, podobny do PESEL).
to-front = Do strony głównej
error-title = Błąd:
error-summary = Coś się jeszcze nie zgadza
