# بلاغات عن مبادرة وقرارات واعتراضات
notice-question = هل هناك خطأ؟
notice-link = أخبرنا
notice-title = الإبلاغ عن خطأ
notice-lead = يقرأ مشرف من wijkkas بلاغك ويتخذ قرارًا مع ذكر السبب.
notice-words = ما الخطأ؟
notice-empty = اكتب ما الخطأ.
notice-address = بريدك الإلكتروني (يمكن تركه فارغًا)
notice-address-hint = عندئذ نرسل إليك القرار. وإن لم توافق عليه يمكنك الاعتراض.
notice-who-sees = لا يقرأ هذا إلا مشرفو wijkkas. لا يرى صاحب المبادرة من أنت. ويُحذف بعد سنة من القرار. وإن لم يصدر قرار فبعد سنتين.
notice-button = أرسل البلاغ
notice-enough = وصلتنا بلاغات عن هذا، ومشرف ينظر فيها.
notice-enough-address = هناك ثلاثة بلاغات بهذا البريد الإلكتروني تنتظر مشرفًا. يمكنك إرسال هذا البلاغ الآن دون بريد إلكتروني.
notice-thanks = شكرًا على بلاغك
notice-thanks-text = سينظر فيه مشرف. إن كتبت بريدك الإلكتروني فسيصلك القرار عليه.
answer-title = بلاغك
answer-asked = ما أبلغت عنه
answer-waits = ما زال مشرف ينظر فيه.
answer-first = القرار
answer-appeal = اعتراضك
answer-second = القرار في الاعتراض
answer-other = قرار آخر
appeal-title = الاعتراض
appeal-link = قرار بشأن مبادرتك، والاعتراض
appeal-words = لماذا لا توافق؟
appeal-second = يقرر في اعتراضك مشرف ثانٍ غير الذي قرر أولًا. يمكن الاعتراض مرة واحدة خلال ستة أسابيع.
appeal-button = أرسل اعتراضك
appeal-empty = اكتب لماذا لا توافق.
appeal-waits = ينظر فيه مشرف ثانٍ.
appeal-status = مبادرتك: { $status }.
appeal-nothing = لا يوجد الآن ما يمكن الاعتراض عليه.
ruling-said = { $ruling ->
    [paused] أُوقفت المبادرة مؤقتًا، ولا يمكن لأحد أن يعطيها الآن.
    [resumed] تستمر المبادرة من جديد.
    [stopped] أُنهيت المبادرة، ويسترد الجميع أموالهم.
    [rejected] لم تتم الموافقة على المبادرة.
    [anew] لم يكن القرار الأول صحيحًا، ويمكن تقديم المبادرة من جديد.
    [taken-down] أُزيل شيء مما نشره أصحاب المبادرة.
    [told-anew] لم يكن القرار الأول صحيحًا، ويمكن نشره من جديد.
   *[other] تبقى المبادرة كما هي.
}
review-list-title = البلاغات والاعتراضات
review-listed = بلاغ: { $title }
review-listed-appeal = اعتراض: { $title }
review-asked = ما أُبلغ عنه
review-appeal-asker = اعتراض من أبلغ
review-appeal-initiator = اعتراض صاحب المبادرة
review-reason-hint = اكتب السبب دائمًا. يستطيع المبلّغ وصاحب المبادرة قراءته.
review-as-it-is = إبقاؤها كما هي
review-pause = إيقافها مؤقتًا
review-resume = السماح باستمرارها
review-stop = إنهاؤها: يسترد الجميع أموالهم
review-anew = لم يكن القرار الأول صحيحًا: يمكن تقديمها من جديد
review-told-anew = لم يكن القرار الأول صحيحًا: يمكن نشره من جديد
review-same = أنت اتخذت القرار الأول، لذلك ينتظر هذا الاعتراض مشرفًا آخر.
review-alone = لا يوجد الآن مشرف آخر. اطلب من المسؤول إضافة واحد.
review-own = هذه مبادرتك. يقرر فيها مشرف آخر.
review-over = اتُّخذ قرار في هذه الأثناء، أو تغيرت المبادرة. انظر من جديد.
told-title = ما نشره أصحاب المبادرة
told-take-down = إزالة هذا
told-reason = لماذا تزيل هذا؟
told-reason-hint = يصل أصحابَ المبادرة بريد. يمكنهم قراءة السبب والاعتراض.
told-report-pictures = صور التقرير
mail-decided-subject = القرار بشأن مبادرة
mail-decided-text = تجد السبب في الصفحة خلف هذا الزر.
mail-decided-button = اقرأ القرار
mail-decided-appeal = ألا توافق؟ تجد في تلك الصفحة إن كان الاعتراض ما زال ممكنًا. ويقرر فيه مشرف ثانٍ.
