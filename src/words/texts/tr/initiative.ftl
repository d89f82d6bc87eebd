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
initiative-needs = Başka neye ihtiyaç var
initiative-granted = Mahallenin ortak kasası { $amount } verdi.
