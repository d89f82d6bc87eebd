# Bir sayfa gösterilemediğinde
problem-not-found = Bu sayfa yok
problem-not-found-text = Belki adres eksik. Lütfen ana sayfadan yeniden başlayın.
problem-no-visit = Önce kodunuzu yazın
problem-no-visit-text = Ziyaretinizin süresi doldu ya da henüz kod yazmadınız. Kod mektubunuzda yazıyor.
problem-unreadable = Bunu okuyamadık
problem-unreadable-text = Lütfen geri dönün ve tekrar deneyin.
problem-refused = Bu yapılamaz
problem-busy = Şu anda çok yoğun
problem-busy-text = Hiçbir şey değişmedi. Lütfen bir dakika sonra tekrar deneyin.
problem-unknown = Bunun kaydedildiğinden emin değiliz
problem-unknown-text = Tekrar denemeden önce, bir dakika sonra birikiminize bakın.
problem-ours = Bizde bir hata oldu
problem-ours-text = Özür dileriz. Paranızdan hiçbir şey kaybolmadı. Lütfen daha sonra tekrar deneyin.
problem-not-signed-in = Önce giriş yapın
problem-not-signed-in-text = Giriş yapmadınız ya da üzerinden çok zaman geçti.
problem-link-over = Bu bağlantı artık çalışmıyor
problem-link-over-text = Bir bağlantı bir kez ve 20 dakika çalışır. Lütfen yeni bir bağlantı isteyin.
