# Henüz etkinleştirilmemiş bir çek
worth-title = Çekiniz
worth-heading = Çekinizin değeri { $amount }
worth-lead = Bu çeki size { $from } veriyor. Çek { $programme } için.
worth-what = Düğmeye basın. Sonra siz seçersiniz: mahallenizde iyi bir şeye verin ya da sonrası için saklayın. Size hiçbir masrafı yok.
worth-button = Çekimi etkinleştir
worth-until = Bunun için son gün { $day }. Ondan sonra para mahallenin bütçesine geri döner.
worth-joins = Bu para, { $amount } tutarındaki birikiminize eklenir.
worth-joins-empty = Bu para, önceki birikiminize eklenir.
worth-may-join = Burada daha önce { $amount } birikimi olan bir kod yazıldı. O birikim de sizin mi? O zaman bu parayı ona ekleyebilirsiniz.
worth-may-join-empty = Burada daha önce bir kod yazıldı. O birikim de sizin mi? O zaman bu parayı ona ekleyebilirsiniz.
worth-join-button = O birikime ekle
worth-apart-button = Bu parayı ayrı tut
