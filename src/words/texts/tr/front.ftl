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
    [one] Burada çok sık kod yazıldı. Lütfen bir saniye sonra tekrar deneyin.
   *[other] Burada çok sık kod yazıldı. Lütfen { $seconds } saniye sonra tekrar deneyin.
}
front-initiatives = { $programme }: komşularınız bunlar için para biriktiriyor
front-none = Şu anda açık proje yok.
