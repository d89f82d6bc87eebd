# Sürekli seçim
choice-title = Sonraki çekleriniz
choice-link = Sonraki çeklerinize ne olacağını seçin
choice-lead = Her dönemde size kodlu bir mektup gelir. Bir kez seçim de yapabilirsiniz. Sonrası kendiliğinden olur.
choice-label = Sonraki çeklerinizle ne yapalım?
choice-none = Kodumu her seferinde kendim girerim
choice-none-hint = Her mektupta siz seçersiniz.
choice-save = Benim için biriktirin
choice-save-hint = Para kendiliğinden bu birikime eklenir. Sonra siz verirsiniz.
choice-pot = Mahalle kasasına verin
choice-pot-hint = Mahalle kasası, parası neredeyse yeten projelere yardım eder. Bu parayı geri alamazsınız.
choice-button = Seçimimi kaydet
choice-saved = Seçiminiz kaydedildi.
choice-now-none = Henüz bir seçim yapmadınız.
choice-now-save = Sonraki çekleriniz kendiliğinden birikiyor. Son gün: { $day }.
choice-now-pot = Sonraki çekleriniz kendiliğinden mahalle kasasına gidiyor. Son gün: { $day }.
choice-now-others = Evinizden başka biri seçim yaptı. Son gün: { $day }. Değiştirmek mi istiyorsunuz? Telefon numarası mektubunuzda yazıyor.
choice-at-desk = Evinizin çekleri bunlardan ayrı olarak da kullanıldı. Sonraki çeklere ne olacağını görevlilerle birlikte kararlaştırırsınız. Telefon numarası mektubunuzda yazıyor.
choice-one-lot = Daha önceki bir mektubun kodunu da girerseniz bunu seçebilirsiniz.
choice-not-here = Bu çekler için bu mümkün değil, ya da artık değil.
choice-sent-before = Bu form daha önce gönderildi. Aşağıda şu anda geçerli olanı görürsünüz.
choice-again = { $months ->
    [one] Bir ay sonra size yeniden sorarız. İstediğiniz zaman vazgeçebilirsiniz. Taşınırsanız kendiliğinden biter.
   *[other] { $months } ay sonra size yeniden sorarız. İstediğiniz zaman vazgeçebilirsiniz. Taşınırsanız kendiliğinden biter.
}
refused-choice-of-another = Evinizin çekleri bunlardan ayrı olarak da kullanıldı ya da birisi sonraki çeklere ne olacağını zaten seçti. Değiştirmek mi istiyorsunuz? Telefon numarası mektubunuzda yazıyor.
refused-not-of-this-household = Yalnızca bu evin bir çekini kullanan kişi seçebilir.
choice-home = Bu çekin gönderildiği ev
