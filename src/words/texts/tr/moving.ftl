# Parayı başka bir projeye taşımak
move-link = Bunu başka bir projeye vermek istiyorum
move-title = Başka bir projeye verin
move-lead = { $amount } taşıyabilirsiniz. Bu para şu anda şu projede:
move-amount = Ne kadar taşımak istiyorsunuz?
move-to = Hangi projeye gitsin?
move-choose = Bir proje seçin.
move-button = Taşı
move-none-open = Şu anda para verebileceğiniz başka bir proje yok.
move-sent-before = Bu form daha önce gönderildi. Önce bu projede şimdi ne kadar olduğuna bakın.
moved = Paranız taşındı.
moved-less = Diğer projenin ihtiyacı daha azdı. Kalanı yerinde kaldı.
back-to-savings = Birikimime dön
