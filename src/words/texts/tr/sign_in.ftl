# E-postadaki bağlantıyla giriş
sign-in-title = Giriş yap
sign-in-lead = Mahalle projesi olanlar veya başlatmak isteyenler için. Size bağlantı içeren bir e-posta göndeririz. Şifre gerekmez.
sign-in-label = E-posta adresiniz
sign-in-hint = Örneğin ad@ornek.nl
sign-in-button = Bana bağlantı gönder
sign-in-not-an-address = Bu bir e-posta adresi değil. Şöyle yazın: ad@ornek.nl.
sign-in-slow-down = { $seconds ->
    [one] Buradan çok sık e-posta istendi. Lütfen bir saniye sonra tekrar deneyin.
   *[other] Buradan çok sık e-posta istendi. Lütfen { $seconds } saniye sonra tekrar deneyin.
}
sign-in-no-mails = Burada henüz giriş yapılamıyor: bu site henüz e-posta göndermiyor.
sign-in-resident = Kod içeren bir mektup aldınız mı?
sign-in-code = Kodunuzu buraya yazın
sign-in-sent = E-postanıza bakın
sign-in-sent-text = Size bir e-posta gönderdik. İçindeki düğmeye basın. Bağlantı 20 dakika geçerlidir.
sign-in-sent-nothing = Gelmedi mi? Lütfen istenmeyen postalara da bakın.
sign-in-again = Yeni bağlantı iste
sign-in-welcome = Hoş geldiniz
sign-in-press = Giriş yapmak için düğmeye basın.
sign-out = Çıkış yap
tray-title = Demonun e-postaları
tray-lead = Demoda e-postalar kimseye gitmez. Onları burada okuyabilirsiniz.
tray-none = Henüz e-posta yok.
