# Bir girişime yardım etme
help-title = Yardım ederim
help-lead = Bir şey yapabilir veya ödünç verebilir misiniz? Haber verin. Girişimi yürütenler bunu okur ve sizinle iletişime geçebilir.
help-over = Bu girişim sona erdi. Artık yardım teklif edemezsiniz.
help-name = Adınız
help-name-empty = Adınızı yazın.
help-address = E-posta adresiniz veya telefon numaranız
help-address-hint = Örneğin ad@ornek.nl veya 06 12345678
help-address-wrong = Bir e-posta adresi veya telefon numarası yazın.
help-what = Ne yapabilirsiniz?
help-what-hint = Örneğin: cumartesi kazabilirim, el arabam var.
help-what-empty = Ne yapabileceğinizi yazın.
help-who-sees = Bunu yalnızca bu girişimi yürütenler görür. Siz isterseniz de silebilirler. Girişim bittikten 30 gün sonra kendiliğinden silinir.
help-button = Gönder
help-enough = Yardım etmek isteyen çok kişi var. Teşekkürler!
help-thanks = Teşekkürler!
help-thanks-text = Teklifiniz gönderildi. Girişimi yürütenler bunu sayfalarında görür. Sizinle iletişime geçebilirler.
help-list-title = Yardım etmek isteyenler
help-list-lead = Bunu yalnızca siz ve diğer girişimciler görür. Artık gerekmeyenleri silin.
help-list-none = Henüz kimse yok.
help-list-remove = Sil
manage-helpers = { $count ->
    [one] { $count } komşu yardım etmek istiyor
   *[other] { $count } komşu yardım etmek istiyor
}
back-to-initiative = Girişime git
words-slow-down = { $seconds ->
    [one] Buradan çok şey gönderildi. Bir saniye sonra yeniden deneyin.
   *[other] Buradan çok şey gönderildi. { $seconds } saniye sonra yeniden deneyin.
}
