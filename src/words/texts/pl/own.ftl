# Moje inicjatywy
own-title = Moje inicjatywy
own-none = Nie ma tu jeszcze żadnej inicjatywy.
own-signed-in = Zalogowano jako { $address }.
