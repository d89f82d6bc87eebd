# Bir wijkkas'ın kuralları ve rakamları
rules-title = Kurallar
rules-lead = Bunlar { $programme } için şu anda geçerli kurallardır. Bir tur ya da proje daha önce başladıysa, onun için o zamanki kurallar geçerlidir.
rule-months = { $count ->
    [one] { $count } ay
   *[other] { $count } ay
}
rule-weeks = { $count ->
    [one] { $count } hafta
   *[other] { $count } hafta
}
rule-days = { $count ->
    [one] { $count } gün
   *[other] { $count } gün
}
rule-workdays = { $count ->
    [one] { $count } iş günü
   *[other] { $count } iş günü
}
rule-activate = Bir çeki etkinleştirmek
rule-activate-text = Mektuptan sonra süreniz { $months }. Kod bundan sonra { $days } daha çalışır.
rule-activate-only = Mektuptan sonra süreniz { $length }.
rule-unused = Kimsenin etkinleştirmediği çekler
rule-unused-text = O para, sonraki bir tur için parayı verene geri döner.
rule-spend = Birikiminiz
rule-spend-text = Etkinleştirdikten sonra vermek için süreniz { $months }. Sonrası için biriktirebilirsiniz de.
rule-spend-round = Tur sürdüğü sürece verebilirsiniz.
rule-leftover = Zamanında verilmeyen para
rule-leftover-pot = Mahalle kasasına gider. Mahalle kasası, parası neredeyse yeten projelere yardım eder.
rule-leftover-budget = Parayı verene geri döner.
rule-return = Geri gelen para
rule-return-text = Bir proje gerçekleşmezse paranızı geri alırsınız. Vermek için en az { $days } daha süreniz olur.
rule-return-only = Bir proje gerçekleşmezse paranızı geri alırsınız.
rule-support = Yeterli destek
rule-support-text = { $count ->
    [one] Bir projeye en az { $count } mahalleli gerekir. Proje sahipleri sayılmaz.
   *[other] Bir projeye { $count } ayrı adresten en az { $count } mahalleli gerekir. Proje sahipleri sayılmaz.
}
rule-own = Proje sahiplerinin kendi verdiği
rule-own-text = Gereken paranın en çok %{ $percent } kadarı.
rule-almost = Neredeyse yeterli para
rule-almost-text = Son gün paranın %{ $percent } ya da daha fazlası var ama tamamı yoksa, proje sahibinin bunun yine de nasıl olacağını anlatmak için süresi { $explain }. Anlatmazsa herkes parasını geri alır. Anlattıktan sonra biraz daha vermek ya da geri almak için süreniz { $days }. O zaman yine yeterli para varsa, eldeki parayla sürer.
rule-almost-explain = Son gün paranın %{ $percent } ya da daha fazlası var ama tamamı yoksa, proje sahibinin bunun yine de nasıl olacağını anlatmak için süresi { $explain }. Anlatmazsa herkes parasını geri alır.
rule-almost-none = Son gün paranın %{ $percent } ya da daha fazlası var ama tamamı yoksa, eldeki parayla sürer.
rule-failed = Çok az para
rule-failed-text = Son gün paranın %{ $percent } kadarından azı varsa herkes parasını geri alır.
rule-campaign = Ne kadar süre verebilirsiniz
rule-campaign-text = Bir proje en çok { $months } açık kalır. Son günü proje sahibi seçer.
rule-paid = Yeterli para toplandığında
rule-paid-text = Girişimi başlatan kişi parayı { $days } içinde alır.
rule-report = Rapor
rule-report-text = Proje sahibinin, bittikten sonra sonucunu anlatmak için süresi { $weeks }.
rule-choice = Kalıcı seçim
rule-choice-text = Bütün çeklerinizle ne olacağını seçtiniz mi? Bu seçim { $months } geçerlidir. Sonra yeniden sorarız.
rule-erasure = Unutulmak
rule-erasure-text = Hakkınızda bildiklerimizi silmemizi isterseniz, vazgeçmek için süreniz { $days }.
figures-title = Parayla neler oluyor
figures-lead = { $programme } için şu andaki tutarlar. Kimin ne verdiği burada yazmaz.
figures-received = Gelen
figures-paid = Projelere ödenen
figures-returned = Parayı verene dönen
figures-left = Kalan
figures-areas = Mahalleye göre
figures-areas-hint = Bir mahallede { $count } haneden azı katılıyorsa, onu başka bir mahalleyle toplarız. Böylece kimse tek bir hanenin ne yaptığını görmez.
figures-few = { $count } hane katılınca burada rakamlar olacak. Böylece kimse tek bir hanenin ne yaptığını görmez.
figures-issued = Gönderilen
figures-activated = Etkinleştirilen
figures-saved = Biriktirilen
figures-pledged = Projelerde
figures-common = Mahalle kasasında
figures-area-paid = Ödenen
figures-initiatives = Projeye göre
figures-none = Henüz proje yok.
figures-newest = Bunlar en yeni { $count } tanesi. Dosyalarda hepsi var.
figures-files = Kendiniz hesaplayın
figures-files-text = Aynı rakamlar dosya olarak. İçinde ne olduğu datapackage.json dosyasında yazar.
