# قواعد wijkkas وأرقامها
rules-title = القواعد
rules-lead = هذه قواعد { $programme } كما هي الآن. إذا كانت جولة أو مبادرة قد بدأت من قبل، فتسري عليها قواعد ذلك الوقت.
rule-months = { $count ->
    [zero] { $count } شهر
    [one] شهر واحد
    [two] شهران
    [few] { $count } أشهر
    [many] { $count } شهرًا
   *[other] { $count } شهر
}
rule-weeks = { $count ->
    [zero] { $count } أسبوع
    [one] أسبوع واحد
    [two] أسبوعان
    [few] { $count } أسابيع
    [many] { $count } أسبوعًا
   *[other] { $count } أسبوع
}
rule-days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
rule-workdays = { $count ->
    [zero] { $count } يوم عمل
    [one] يوم عمل واحد
    [two] يوما عمل
    [few] { $count } أيام عمل
    [many] { $count } يوم عمل
   *[other] { $count } يوم عمل
}
rule-activate = تفعيل الشيك
rule-activate-text = المهلة بعد الرسالة: { $months }. وبعدها يبقى الرمز صالحًا مدة إضافية: { $days }.
rule-activate-only = المهلة بعد الرسالة: { $length }.
rule-unused = الشيكات التي لا يفعّلها أحد
rule-unused-text = يعود هذا المال إلى الجهة المانحة من أجل جولة قادمة.
rule-spend = رصيدك
rule-spend-text = المهلة لإعطائه بعد التفعيل: { $months }. ويمكنك أيضًا أن تدّخره لوقت لاحق.
rule-spend-round = يمكنك إعطاؤه ما دامت الجولة مستمرة.
rule-leftover = ما لم يُعطَ في الوقت المحدد
rule-leftover-pot = يذهب إلى صندوق الحي المشترك. يساعد الصندوق المبادرات التي أوشكت أن تكتمل.
rule-leftover-budget = يعود إلى الجهة المانحة.
rule-return = المال الذي يعود
rule-return-text = إذا لم تُنفَّذ مبادرة فإنك تستعيد مالك. والمهلة لإعطائه بعد ذلك على الأقل: { $days }.
rule-return-only = إذا لم تُنفَّذ مبادرة فإنك تستعيد مالك.
rule-support = دعم كافٍ
rule-support-text = { $count ->
    [zero] الحد الأدنى لعدد السكان الداعمين لمبادرة: { $count }. أصحاب المبادرة لا يُحسبون.
    [one] تحتاج المبادرة إلى واحد من السكان على الأقل. أصحاب المبادرة لا يُحسبون.
    [two] تحتاج المبادرة إلى اثنين من السكان على الأقل، من عنوانين مختلفين. أصحاب المبادرة لا يُحسبون.
    [few] تحتاج المبادرة إلى { $count } من السكان على الأقل، من { $count } عناوين مختلفة. أصحاب المبادرة لا يُحسبون.
    [many] تحتاج المبادرة إلى { $count } من السكان على الأقل، من { $count } عنوانًا مختلفًا. أصحاب المبادرة لا يُحسبون.
   *[other] تحتاج المبادرة إلى { $count } من السكان على الأقل، من { $count } عنوان مختلف. أصحاب المبادرة لا يُحسبون.
}
rule-own = ما يعطيه أصحاب المبادرة أنفسهم
rule-own-text = { $percent }٪ من المبلغ المطلوب على الأكثر.
rule-almost = مال يكاد يكفي
rule-almost-text = إذا توفر في اليوم الأخير { $percent }٪ أو أكثر ولم يكتمل المبلغ، فلصاحب المبادرة مهلة ليشرح كيف يمكن تنفيذها رغم ذلك: { $explain }. وإن لم يشرح استعاد الجميع أموالهم. وبعد الشرح لك مهلة لتعطي المزيد أو تسترد شيئًا: { $days }. فإن بقي ما يكفي استمرت بما هو موجود.
rule-almost-explain = إذا توفر في اليوم الأخير { $percent }٪ أو أكثر ولم يكتمل المبلغ، فلصاحب المبادرة مهلة ليشرح كيف يمكن تنفيذها رغم ذلك: { $explain }. وإن لم يشرح استعاد الجميع أموالهم.
rule-almost-none = إذا توفر في اليوم الأخير { $percent }٪ أو أكثر ولم يكتمل المبلغ، فإنها تستمر بما هو موجود.
rule-failed = مال قليل جدًا
rule-failed-text = إذا توفر في اليوم الأخير أقل من { $percent }٪، فإن الجميع يستعيدون أموالهم.
rule-campaign = مدة العطاء
rule-campaign-text = أطول مدة تبقى فيها المبادرة مفتوحة: { $months }. ويختار صاحب المبادرة اليوم الأخير.
rule-paid = إذا اكتمل المال
rule-paid-text = أقصى مدة لتسليمه إلى صاحب المبادرة: { $days }.
rule-report = التقرير
rule-report-text = المهلة بعد النهاية ليخبر صاحب المبادرة بما تحقق: { $weeks }.
rule-choice = اختيار دائم
rule-choice-text = هل اخترت ما يحدث لكل شيكاتك؟ مدة هذا الاختيار: { $months }. ثم نسألك من جديد.
rule-erasure = حقك في أن تُنسى
rule-erasure-text = إذا طلبت أن نمحو ما نعرفه عنك، فلك مهلة للتراجع: { $days }.
figures-title = ماذا يحدث بالمال
figures-lead = مبالغ { $programme } كما هي الآن. ولا يظهر فيها من أعطى ماذا.
figures-received = المال الوارد
figures-paid = المدفوع للمبادرات
figures-returned = العائد إلى الجهة المانحة
figures-left = الباقي
figures-areas = بحسب الحي
figures-areas-hint = إذا شارك في حي ما عدد من الأسر أقل من { $count }، فإننا نجمعه مع حي آخر. هكذا لا يرى أحد ما تفعله أسرة واحدة.
figures-few = ستظهر الأرقام هنا عندما يبلغ عدد الأسر المشاركة { $count }. هكذا لا يرى أحد ما تفعله أسرة واحدة.
figures-issued = المُرسَل
figures-activated = المُفعَّل
figures-saved = المُدَّخر
figures-pledged = في المبادرات
figures-common = في صندوق الحي
figures-area-paid = المدفوع
figures-initiatives = بحسب المبادرة
figures-none = لا توجد مبادرات بعد.
figures-newest = هذه أحدث المبادرات، وعددها { $count }. وكلها موجودة في الملفات.
figures-files = احسب بنفسك
figures-files-text = الأرقام نفسها في ملفات. وشرح محتواها في datapackage.json.
