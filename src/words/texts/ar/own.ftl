# مبادراتي
own-title = مبادراتي
own-none = ليست لديك مبادرة هنا بعد.
own-signed-in = سُجّل دخولك باسم { $address }.
