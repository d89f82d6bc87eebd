# Yeni kod
newcode-title = Yeni kod
newcode-link = Mektubumdaki kodu değiştir
newcode-lead = Mektubunuzdaki kodu yenisiyle değiştirebilirsiniz. Mektubunuzu başka biri görmüş olabilirse bunu yapın.
newcode-ends = Son girdiğiniz kod bundan sonra çalışmaz.
newcode-once = Yeni kodu yalnızca bir kez görürsünüz. Kâğıt kalem hazırlayın.
newcode-keeps = Paranız ve verdikleriniz olduğu gibi kalır.
newcode-button = Yeni kod oluştur
newcode-one-lot = Daha önceki bir mektubun kodunu da girerseniz bunu yapabilirsiniz.
newcode-sent-before = Bu form daha önce gönderildi. Lütfen yeniden başlayın.
newcode-made = Yeni kodunuz
newcode-write = Bu kodu şimdi yazın ya da bu sayfayı yazdırın. Kodu bir daha göstermeyiz.
newcode-old = Mektubunuzdaki kod artık çalışmıyor. O mektubu atabilirsiniz.
newcode-done = Kodu yazdım
newcode-mail = Bu birikime ait bir e-posta adresi mi vardı? O kaldırılır. Sonra yeniden bırakabilirsiniz.
