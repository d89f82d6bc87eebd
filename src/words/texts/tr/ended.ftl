# Bir kod hiçbir şey açmadığında
what-now = Ne yapabilirsiniz?
since-voided = Bu, { $day } tarihinde oldu.
since-replaced = Kod { $day } tarihinde ya da daha önce değiştirildi.
since-cancelled = Buna { $day } tarihinde karar verildi.
since-moved = Bunu { $day } tarihinden beri biliyoruz.
money-to-budget = Para mahallede kalır: bütçeye geri döner.
money-with-new-code = Paranız duruyor. Yeni kod onu açar.
money-all-given = Bu çekin bütün parası zaten verilmişti.
money-waits = Paranız hazır.
what-now-own-code = Yeni kodu kendiniz mi oluşturdunuz? O zaman onu kullanın.
what-now-voided = Daha yeni bir mektup mu aldınız? O kodu kullanın. Bunun bir yanlışlık olduğunu mu düşünüyorsunuz? Bizi arayın.
what-now-earlier = Daha önce biriktirdiğiniz hâlâ sizin. Onun için daha önceki mektubunuzun kodunu kullanırsınız.
what-now-moved = Taşındınız mı? Daha önce biriktirdiğiniz sizin kalır. Daha önceki bir mektubun kodunu kullanın.
what-now-new-tenant = Buraya yeni mi taşındınız? Gelecek dönemde size ait bir mektup gelir.
