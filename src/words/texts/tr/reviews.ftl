# Bir girişim hakkında bildirimler, kararlar ve itirazlar
notice-question = Yanlış bir şey mi var?
notice-link = Bize bildirin
notice-title = Yanlış olanı bildirin
notice-lead = Wijkkas’tan bir moderatör bildiriminizi okur ve gerekçesiyle karar verir.
notice-words = Ne yanlış?
notice-empty = Neyin yanlış olduğunu yazın.
notice-address = E-posta adresiniz (boş bırakılabilir)
notice-address-hint = Kararı size göndeririz. Katılmıyorsanız itiraz edebilirsiniz.
notice-who-sees = Bunu yalnızca wijkkas moderatörleri okur. Girişimi başlatan kişi kim olduğunuzu görmez. Karardan bir yıl sonra silinir. Karar verilmezse iki yıl sonra silinir.
notice-button = Bildirimi gönder
notice-enough = Bu konuda zaten bildirimler var. Bir moderatör inceliyor.
notice-enough-address = Bu e-posta adresiyle gönderilen üç bildirim moderatörü bekliyor. Bunu şimdi e-posta adresi olmadan bildirebilirsiniz.
notice-thanks = Bildiriminiz için teşekkürler
notice-thanks-text = Bir moderatör inceleyecek. E-posta adresi yazdıysanız karar size e-postayla gelir.
answer-title = Bildiriminiz
answer-asked = Bildirdiğiniz
answer-waits = Bir moderatör hâlâ inceliyor.
answer-first = Karar
answer-appeal = İtirazınız
answer-second = İtiraz hakkındaki karar
answer-other = Bir karar daha
appeal-title = İtiraz et
appeal-link = Girişiminiz hakkında bir karar ve itiraz
appeal-words = Neden katılmıyorsunuz?
appeal-second = İtirazınız hakkında ilk kararı veren değil, ikinci bir moderatör karar verir. Altı hafta içinde bir kez itiraz edebilirsiniz.
appeal-button = İtirazı gönder
appeal-empty = Neden katılmadığınızı yazın.
appeal-waits = İkinci bir moderatör inceliyor.
appeal-status = Girişiminiz: { $status }.
appeal-nothing = Şu anda itiraz edilecek bir şey yok.
ruling-said = { $ruling ->
    [paused] Girişim bir süre durduruldu. Şimdilik kimse para veremez.
    [resumed] Girişim devam ediyor.
    [stopped] Girişim sona erdirildi. Herkes parasını geri alır.
    [rejected] Girişim onaylanmadı.
    [anew] İlk karar doğru değildi. Girişim yeniden gönderilebilir.
    [taken-down] Girişimi yürütenlerin anlattığı bir şey kaldırıldı.
    [told-anew] İlk karar doğru değildi. Yeniden anlatılabilir.
   *[other] Girişim olduğu gibi kalıyor.
}
review-list-title = Bildirimler ve itirazlar
review-listed = Bildirim: { $title }
review-listed-appeal = İtiraz: { $title }
review-asked = Bildirilen
review-appeal-asker = Bildirenin itirazı
review-appeal-initiator = Girişimi başlatanın itirazı
review-reason-hint = Her zaman nedenini yazın. Bildiren ve girişimi başlatan bunu okuyabilir.
review-as-it-is = Olduğu gibi bırak
review-pause = Bir süre durdur
review-resume = Devam ettir
review-stop = Sona erdir: herkes parasını geri alır
review-anew = İlk karar doğru değildi: yeniden gönderilebilir
review-told-anew = İlk karar doğru değildi: yeniden anlatılabilir
review-same = İlk kararı siz verdiniz. Bu yüzden bu itiraz başka bir moderatörü bekliyor.
review-alone = Şu anda başka moderatör yok. Yöneticiden bir tane eklemesini isteyin.
review-own = Bu sizin girişiminiz. Başka bir moderatör karar verir.
review-over = Bu arada karar verildi veya girişim değişti. Yeniden bakın.
told-title = Girişimi yürütenlerin anlattıkları
told-take-down = Bunu kaldır
told-reason = Bunu neden kaldırıyorsunuz?
told-reason-hint = Girişimi yürütenlere bir e-posta gider. Gerekçenizi okuyup itiraz edebilirler.
told-report-pictures = Raporun fotoğrafları
mail-decided-subject = Bir girişim hakkındaki karar
mail-decided-text = Nedenini bu düğmenin açtığı sayfada okuyabilirsiniz.
mail-decided-button = Kararı oku
mail-decided-appeal = Katılmıyor musunuz? O sayfada hâlâ itiraz edip edemeyeceğiniz yazar. İtiraza ikinci bir moderatör karar verir.
