# Projelerim
own-title = Projelerim
own-none = Burada henüz projeniz yok.
own-signed-in = { $address } olarak giriş yaptınız.
