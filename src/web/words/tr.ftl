# Türkçe: kısa cümleler, herkesin bildiği kelimeler, siz.

# Aylar ve günler
month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık
day = { $day } { $month } { $year }

# Her sayfanın çevresi
skip = İçeriğe geç
nav-label = Menü
nav-mine = Birikimim
languages = Dil
footer-never = Size hiçbir zaman banka bilgilerinizi veya BSN’nizi (Hollanda’daki vatandaş numaranızı) sormayız.
to-front = Ana sayfaya git
error-title = Hata:
error-summary = Bir yanlışlık var

# Ana sayfa
front-title = Mahalleniz için birlikte para biriktirin
front-lead = Size içinde kod olan bir mektup geldi mi? O zaman mahallenizde ne yapılacağını siz de seçersiniz.
code-label = Mektubunuzdaki kod
code-hint = 11 harf ve rakam, örneğin ABCD-EFGH-JKM
code-button = Devam
code-empty = Lütfen mektubunuzdaki kodu yazın.
code-too-short = { $found ->
    [one] Kodda 11 harf ve rakam var. Siz { $found } tane yazdınız. Lütfen kodun tamamını yazın.
   *[other] Kodda 11 harf ve rakam var. Siz { $found } tane yazdınız. Lütfen kodun tamamını yazın.
}
code-too-long = Kodda 11 harf ve rakam var. Siz daha fazla yazdınız. Lütfen sadece kodu yazın.
code-symbol = Kodda hiçbir zaman “{ $symbol }” işareti olmaz. Lütfen mektubunuza bir daha bakın.
code-slip = Bir harf veya rakam yanlış ya da iki tanesinin yeri karışmış. Lütfen mektubunuza bir daha bakın.
code-unknown = Bu kodu tanımıyoruz. Lütfen mektubunuza bir daha bakın.
code-slow-down = { $seconds ->
    [one] Burada çok fazla yanlış kod yazıldı. Lütfen bir saniye sonra tekrar deneyin.
   *[other] Burada çok fazla yanlış kod yazıldı. Lütfen { $seconds } saniye sonra tekrar deneyin.
}
front-initiatives = { $programme }: komşularınız bunlar için para biriktiriyor
front-none = Şu anda açık proje yok.

# Mahalle projeleri
card-money = { $pot } toplandı, hedef { $target }
card-supporters = { $count ->
    [0] Henüz destek yok
    [one] { $count } mahalleli destek veriyor
   *[other] { $count } mahalleli destek veriyor
}
card-until = { $left ->
    [0] bugün son gün, { $day }
    [one] son gün { $day }, bir gün kaldı
   *[other] son gün { $day }, { $left } gün kaldı
}
card-untitled = Proje { $number }
initiative-give = Bu projeye destek verin
status-draft = henüz yazılıyor
status-submitted = onay bekliyor
status-changes-asked = değiştiriliyor
status-approved = yakında açılıyor
status-rejected = onaylanmadı
status-open = açık
status-paused = şimdilik durduruldu
status-reconsidered = az kaldı: proje sahibi şimdi neler yapılabileceğini anlatıyor
status-explained = az kaldı: hâlâ yardım edebilirsiniz
status-funded = başardık!
status-payout-pending = başardık! Para yolda
status-paid = para ödendi
status-in-progress = yapılıyor
status-report-due = rapor bekleniyor
status-reported = rapor geldi
status-closed = bitti
status-not-carried-out = yapılmayacak
status-written-off = yapılmadı
status-ended = olmadı: herkes parasını geri aldı

# Henüz etkinleştirilmemiş bir çek
worth-title = Çekiniz
worth-heading = Çekinizin değeri { $amount }
worth-lead = Bu çeki size { $from } veriyor. Çek { $programme } için.
worth-what = Düğmeye basın. Sonra siz seçersiniz: mahallenizde iyi bir şeye verin ya da sonrası için saklayın. Size hiçbir masrafı yok.
worth-joins = Kısa bir süre önce bu cihazda başka bir kod da kullanıldı. Bu çek o birikime eklenir. O siz değil miydiniz? O zaman önce çıkış yapın ve kodunuzu yeniden yazın.
worth-button = Çekimi etkinleştir
worth-until = Bunun için son gün { $day }. Ondan sonra para mahallenin bütçesine geri döner.

# Birikimim
mine-refused = Bu kodla şu anda bir şey açılmıyor
other-code = Başka bir kod yazın
savings-title = Birikimim
savings-heading = { $amount } paranız var
savings-heading-none = Paranızın hepsini verdiniz
savings-one-lot = Bu kod sadece bu mektuptaki parayı açar. Bütün birikiminizi görmek ister misiniz? O zaman daha önceki bir mektubun kodunu da yazın.
savings-now = Bu parayla ne yapmak istersiniz?
savings-how = Bir veya daha fazla projeye bir tutar yazın. Proje açık olduğu sürece parayı geri alabilirsiniz.
savings-later = Para biriktirmek mi istersiniz? O zaman bir şey yapmanız gerekmez. Paranız burada kalır.
savings-none-open = Şu anda para verebileceğiniz bir proje yok. Paranız burada kalır.
savings-given = Verdiğiniz para
savings-lots = Paranız nereden geldi
savings-more = İşiniz bitti mi?
savings-next-code = Bir kodum daha var
lot-from = Kimden
lot-amount = Kalan
lot-until = Vermek için son gün
give-label = Tutar
give-button = Destek ver
give-nothing = Lütfen bir projeye bir tutar yazın.
give-sent-before = Bu form daha önce gönderildi. Verdiklerinizi aşağıda görebilirsiniz. Daha fazla vermek isterseniz düğmeye yeniden basın.
give-not-an-amount = Bu bir tutar değil. Şöyle yazın: 2,50.
gift-amount = { $amount } verdiniz
take-back-button = Geri al
thanks = Teşekkür ederiz!
thanks-less = Bir projeye verdiğinizden daha az para gerekiyordu. Kalanı hâlâ sizin.
thanks-next = Yeterince komşu katılırsa para projeye gider. Katılmazsa parayı geri alırsınız.
taken-back = Paranız geri geldi.
done-button = Çıkış
done-text = Bu bilgisayarı başkaları da kullanıyor mu? O zaman çıkış yapın. Böylece birikiminizi kimse görmez.

# Bir şey neden olmuyor
refused-amount-zero = Tutar sıfırdan fazla olmalı.
refused-amount-too-large = Bu tutar çok büyük.
refused-round-not-open = Bu çeki henüz kullanamazsınız.
refused-round-cancelled = Bu dönemin çekleri iptal edildi. Para bütçeye geri döndü.
refused-cheque-expired = Bu çek için son gün { $day } idi. Para mahallenin bütçesine geri döndü.
refused-code-replaced = Bu çek için daha yeni bir kod var.
refused-cheque-voided = Bu çek geri çekildi.
refused-cheque-activated = Bu çek daha önce kullanıldı.
refused-nothing-left = Bu çekte hiç para kalmadı.
refused-tenancy-ended = Bu çek, başka yere taşınmış olan kişiler içindi.
refused-wallet-too-small = { $free } paranız var. Siz toplam { $asked } yazdınız.
refused-against-condition = Paranızdan bu projeye en çok { $allowed } verebilirsiniz. Bu şartı parayı veren koydu.
refused-too-much-of-oneself = Proje sahipleri kendileri en çok %{ $percent } verebilir. Bundan { $left } kaldı.
refused-initiative-full = Bu projenin parası tamam. Teşekkür ederiz!
refused-pledged-less = Bu projeye { $pledged } verdiniz.
refused-initiative-not-open = Bu projeye para veremezsiniz.
refused-initiative-paused = Bu proje şimdilik durduruldu. Lütfen daha sonra tekrar deneyin.
refused-initiative-closed = Bunun için son gün { $day } idi.
refused-would-lapse = Bu parayı vermek için son gün { $day } idi. Geri alırsanız hemen geçersiz olur. Olduğu yerde bırakabilirsiniz.
refused-rest-would-lapse = { $most } geri alabilirsiniz. Kalanı vermek için son gün { $day } idi; geri alırsanız hemen geçersiz olur.
refused-unknown = Böyle bir şey yok ya da artık yok.
refused-other = Bu yapılamaz: { $why }.
what-now-next-round = Gelecek dönemde yeni bir çek alacaksınız.
what-now-last-letter = Lütfen son mektubunuzdaki kodu kullanın.
what-now-wait = Lütfen mektubunuzda yazan tarihte deneyin.
what-now-desk = Bir sorunuz mu var? Telefon numarası mektubunuzda yazıyor.

# Bir sayfa gösterilemediğinde
problem-not-found = Bu sayfa yok
problem-not-found-text = Belki adres eksik. Lütfen ana sayfadan yeniden başlayın.
problem-no-visit = Önce kodunuzu yazın
problem-no-visit-text = Ziyaretinizin süresi doldu ya da henüz kod yazmadınız. Kod mektubunuzda yazıyor.
problem-unreadable = Bunu okuyamadık
problem-unreadable-text = Lütfen geri dönün ve tekrar deneyin.
problem-refused = Bu yapılamaz
problem-busy = Şu anda çok yoğun
problem-busy-text = Hiçbir şey değişmedi. Lütfen bir dakika sonra tekrar deneyin.
problem-unknown = Bunun kaydedildiğinden emin değiliz
problem-unknown-text = Tekrar denemeden önce, bir dakika sonra birikiminize bakın.
problem-ours = Bizde bir hata oldu
problem-ours-text = Özür dileriz. Paranızdan hiçbir şey kaybolmadı. Lütfen daha sonra tekrar deneyin.
