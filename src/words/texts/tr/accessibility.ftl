# Erişilebilirlik
access-title = Erişilebilirlik
access-lead = Bu web sitesini herkes kullanabilmelidir.
access-norm = Amacımız WCAG 2.2, AA düzeyidir. Yasa WCAG 2.1, AA düzeyini ister (EN 301 549).
access-how = Web sitesini nasıl yapıyoruz
access-how-keyboard = Her şeyi klavyeyle yapabilirsiniz.
access-how-script = Her şey JavaScript olmadan, eski bir telefonda da çalışır.
access-how-large = Harfleri büyütebilir ve cihazınızın renklerini kullanabilirsiniz.
access-how-time = Acele etmeniz gerekmez. Bir proje için doldurduklarınız saklanır.
access-known = Henüz iyi olmayanlar
access-known-checked = Web sitesini dışarıdan kimse henüz incelemedi. Bu yüzden bütün koşullara uyduğunu söylemiyoruz.
access-known-words = Hikâyeler, yazıldıkları dildedir.
access-known-pictures = Fotoğrafta ne olduğunu, onu ekleyen kişi yazar. Bu her zaman açık değildir.
access-contact = Sizin için çalışmayan bir şey mi var?
access-contact-text = Bize bildirin:
access-contact-none = Bize bildirin. Bize nasıl ulaşacağınız mektubunuzda yazar.
