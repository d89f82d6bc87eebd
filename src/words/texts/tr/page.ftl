# Her sayfanın çevresi
skip = İçeriğe geç
nav-label = Menü
nav-mine = Birikimim
languages = Dil
footer-never = Size hiçbir zaman banka bilgilerinizi veya BSN’nizi (Hollanda’daki vatandaş numaranızı) sormayız.
to-front = Ana sayfaya git
error-title = Hata:
error-summary = Bir yanlışlık var
