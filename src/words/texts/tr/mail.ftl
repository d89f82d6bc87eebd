# E-postalar
mail-sign-in-subject = Giriş bağlantınız
mail-sign-in-text = Biri bu e-posta adresiyle wijkkas’a giriş yapmak istedi. Siz miydiniz? O zaman düğmeye basın.
mail-sign-in-button = Giriş yap
mail-sign-in-ends = Bağlantı 20 dakika ve yalnızca bir kez çalışır.
mail-sign-in-not-you = Siz değil miydiniz? O zaman bir şey yapmanız gerekmez.
mail-footer = Wijkkas. Sizden asla banka bilgilerinizi veya BSN numaranızı istemeyiz.
