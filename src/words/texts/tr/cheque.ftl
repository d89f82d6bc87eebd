# Henüz etkinleştirilmemiş bir çek
worth-title = Çekiniz
worth-heading = Çekinizin değeri { $amount }
worth-lead = Bu çeki size { $from } veriyor. Çek { $programme } için.
worth-what = Düğmeye basın. Sonra siz seçersiniz: mahallenizde iyi bir şeye verin ya da sonrası için saklayın. Size hiçbir masrafı yok.
worth-button = Çekimi etkinleştir
worth-until = Bunun için son gün { $day }. Ondan sonra para mahallenin bütçesine geri döner.
worth-joins = Bu para, burada daha önce yazılan kodun birikimine eklenir. O birikim sizin değil mi? O zaman önce çıkış yapın ve kodunuzu yeniden yazın.
