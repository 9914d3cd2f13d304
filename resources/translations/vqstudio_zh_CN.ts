<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>vqstudio</name>
        <message>
            <location filename="vqstudio/app.py" />
            <source>Something went wrong that VQ Studio did not expect. Please save your work. Log: {path}</source>
            <translation>发生了 VQ Studio 未预料到的错误。请保存您的工作。日志：{path}</translation>
        </message>
        <message>
            <location filename="vqstudio/app.py" />
            <source>Unexpected error</source>
            <translation>意外错误</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>The results would be written among the photos in {folder}; choose another folder.</source>
            <translation>结果会写到照片所在的文件夹 {folder} 中；请选择其他文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No photo among them has a mask of the same name in the folder of masks.</source>
            <translation>蒙版文件夹中没有与这些照片同名的蒙版。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{folder} is no folder; give the folder that the masks are in.</source>
            <translation>{folder} 不是文件夹；请指定蒙版所在的文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{path} is no file; give the picture that is the mask.</source>
            <translation>{path} 不是文件;请给出作为蒙版的图片。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{folder} is no folder; give the folder that the results are to be in.</source>
            <translation>{folder} 不是文件夹；请指定存放结果的文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>The masks in {folder} would be mixed up with photos or results; put them into a folder of their own.</source>
            <translation>{folder} 中的蒙版会与照片或结果混淆；请把它们放进单独的文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>Two photos would both be written as {path}; give them different names.</source>
            <translation>两张照片都会写成 {path}；请使用不同的名称。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{path} is a link to a photo, which would be lost; remove the link.</source>
            <translation>{path} 是指向一张照片的链接，该照片会因此丢失；请移除此链接。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No photo below {folder} has a mask of the same name in the folder of masks.</source>
            <translation>{folder} 下的照片在蒙版文件夹中都没有同名的蒙版。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No photo among them has an ending that VQ Studio opens.</source>
            <translation>其中没有 VQ Studio 能打开的照片类型。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No photo below {folder} has an ending that VQ Studio opens.</source>
            <translation>{folder} 下没有 VQ Studio 能打开的照片类型。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{folder} is no folder; give the folder that the photos are in.</source>
            <translation>{folder} 不是文件夹；请指定照片所在的文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>A cluster needs Dask: pip install 'vqstudio[cluster]', here and on the workers.</source>
            <translation>集群需要 Dask：请在此处及各工作节点运行 pip install 'vqstudio[cluster]'。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No Dask scheduler answers at {address} ({reason}).</source>
            <translation>{address} 处没有 Dask 调度器响应（{reason}）。</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>a defect of VQ Studio ({kind}: {reason})</source>
            <translation>VQ Studio 自身的错误（{kind}：{reason}）</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/adjust.py" />
            <source>--adjust takes NAME=VALUE,..., such as exposure=0.5,contrast=0.2, not {text}; the names are {names}.</source>
            <translation>--adjust 的形式是 名称=值,...,例如 exposure=0.5,contrast=0.2,而不是 {text};名称有 {names}。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/adjust.py" />
            <source>--adjust names {name} twice; name it once.</source>
            <translation>--adjust 两次给出 {name};请只给一次。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/adjust.py" />
            <source>{name} must be a number, not {value}.</source>
            <translation>{name} 必须是数字,而不是 {value}。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/batch.py" />
            <source>--masks gives every photo its own mask and --mask all of them the same; give one of them.</source>
            <translation>--masks 为每张照片指定各自的蒙版,--mask 为所有照片指定同一个;请只给其一。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/batch.py" />
            <source>A batch does one kind of work: give --style, --adjust, or --restore with or without --enlarge.</source>
            <translation>一个批处理只做一种工作:请给出 --style、--adjust,或 --restore(可加 --enlarge)。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/batch.py" />
            <source>--faithful goes with --restore or --enlarge; leave it out.</source>
            <translation>--faithful 只能与 --restore 或 --enlarge 一起使用；请去掉它。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/batch.py" />
            <source>Say what to do: --masks FOLDER or --mask MASK to repair, --style NAME to paint, --restore, --enlarge 2 or --adjust NAME=VALUE,...</source>
            <translation>请说明要做什么:--masks 文件夹 或 --mask 蒙版 用于修复,--style 名称 用于绘画,--restore、--enlarge 2 或 --adjust 名称=值,...</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/create.py" />
            <source>--like and --sketch both say what to start from; leave one of them out.</source>
            <translation>--like 和 --sketch 都指定了起点；请去掉其中一个。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/create.py" />
            <source>--like gives a picture of the photo's own size; leave --size and --tileable out.</source>
            <translation>--like 生成与照片同尺寸的图片；请去掉 --size 和 --tileable。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/create.py" />
            <source>A picture from a sketch cannot repeat without a seam; leave one of the two out.</source>
            <translation>由草图生成的图片无法无缝重复；请去掉其中一项。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/style.py" />
            <source>--outside and --feather say where a mask ends; give one with --mask.</source>
            <translation>--outside 和 --feather 用于设定蒙版的边界；请用 --mask 指定蒙版。</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/texture.py" />
            <source>--area and --mask both say what to take; leave one of them out.</source>
            <translation>--area 和 --mask 都指定取用部分，请去掉一个。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is a picture of another kind</source>
            <translation>{name} 是另一种图片</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is damaged or cut off and cannot be opened; get another copy of it.</source>
            <translation>{name} 已损坏或被截断，无法打开；请获取另一份副本。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is damaged and cannot be opened ({reason}); get another copy of it.</source>
            <translation>{name} 已损坏，无法打开（{reason}）；请换一份副本。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} claims {width}x{height} pixels</source>
            <translation>{name} 声明的尺寸为 {width}x{height} 像素</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>it has far too many parts</source>
            <translation>其中的部分过多</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is packed in a way that VQ Studio does not use</source>
            <translation>{name} 的压缩方式不是 VQ Studio 所用的</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>it unpacks to far more than its size</source>
            <translation>解压后远远超出其大小</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is larger than any part should be</source>
            <translation>{name} 超出了任何部分应有的大小</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>two of its parts have one name</source>
            <translation>其中有两个部分同名</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is far too short for its size</source>
            <translation>{name} 与其尺寸相比过短</translation>
        </message>
        <message>
            <location filename="vqstudio/core/colour_tags.py" />
            <source>The photo has a high dynamic range (HDR); what is brighter than white is shown, and edited by models, as white.</source>
            <translation>这张照片为高动态范围（HDR）；比白色更亮的部分将显示为白色，模型也按白色处理。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/colour_tags.py" />
            <source>The photo's colours are described in a way that is not known here; they are shown as sRGB.</source>
            <translation>照片的色彩描述方式无法识别；按 sRGB 显示。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/deep_reading.py" />
            <source>a picture of 16 bits per channel cannot be read</source>
            <translation>无法读取每通道 16 位的图像</translation>
        </message>
        <message>
            <location filename="vqstudio/core/document.py" />
            <source>A photo must be 8-bit RGB or RGBA, not {kind} {shape}.</source>
            <translation>照片必须是 8 位 RGB 或 RGBA，而不是 {kind} {shape}。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/document.py" />
            <source>This edit does not fit the photo any more; please run it again.</source>
            <translation>此编辑已不再适合该照片；请重新运行。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/document.py" />
            <source>The photo changed while this edit was computed; please run it again.</source>
            <translation>计算此编辑时照片发生了变化；请重新运行。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/document.py" />
            <source>The photo's 16-bit pixels do not belong to its 8-bit ones.</source>
            <translation>照片的 16 位像素与其 8 位像素不符。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/encoding.py" />
            <source>{format} files hold up to {longest} pixels a side, the photo has {width}x{height}; choose PNG or TIFF.</source>
            <translation>{format} 文件每边最多 {longest} 像素，照片为 {width}x{height}；请选择 PNG 或 TIFF。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/encoding.py" />
            <source>The quality of a photo is 1 to 100, not {quality}.</source>
            <translation>照片质量为 1 到 100，而不是 {quality}。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/encoding.py" />
            <source>The longest side of a photo has at least 1 pixel, not {longest_side}.</source>
            <translation>照片最长边至少 1 像素，而不是 {longest_side}。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/enlarging.py" />
            <source>The photo would have {width}x{height} pixels, more than VQ Studio opens; choose a smaller factor.</source>
            <translation>照片将有 {width}x{height} 像素,超出 VQ Studio 能打开的大小;请选择较小的倍数。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The photo's metadata (XMP) is damaged and was left out.</source>
            <translation>照片的元数据 (XMP) 已损坏，未予保留。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The mask {name} is {width}x{height} pixels, the photo {photo_width}x{photo_height}; they must have the same size.</source>
            <translation>蒙版 {name} 为 {width}x{height} 像素，照片为 {photo_width}x{photo_height}；两者尺寸必须相同。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} is a raw camera file; install its support with: pip install 'vqstudio[raw]', or convert it to TIFF or JPEG.</source>
            <translation>{name} 是相机原始文件；请用 pip install 'vqstudio[raw]' 安装支持，或将其转换为 TIFF 或 JPEG。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} is a folder; give a file name.</source>
            <translation>{name} 是文件夹；请指定文件名。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The folder {folder} does not exist; create it or choose another one.</source>
            <translation>文件夹 {folder} 不存在；请创建它或选择其他文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The folder {folder} is read-only; choose another one.</source>
            <translation>文件夹 {folder} 为只读；请选择其他文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>VQ Studio does not save {suffix}; use one of {known}.</source>
            <translation>VQ Studio 不能保存 {suffix} 文件；请使用以下扩展名之一：{known}。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>JPEG XL cannot be saved without its support; install it with: pip install 'vqstudio[jxl]', or choose another format.</source>
            <translation>没有相应支持就无法保存 JPEG XL；请用 pip install 'vqstudio[jxl]' 安装，或选择其他格式。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} has several frames or pages; the first one was opened.</source>
            <translation>{name} 有多个帧或页；已打开第一个。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The folder {folder} cannot be created ({reason}); choose another one.</source>
            <translation>无法创建文件夹 {folder}（{reason}）；请选择其他文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} cannot be written ({reason}); choose another name.</source>
            <translation>无法写入 {name}（{reason}）；请换一个名称。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} was not saved: {reason}</source>
            <translation>{name} 未保存：{reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} was saved without some of the photo's metadata ({kinds}): a {format} file has no place for it.</source>
            <translation>{name} 已保存，但略去了照片的部分元数据（{kinds}）：{format} 文件无处存放。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} was saved without the largest parts of the photo's EXIF ({tags}): a {format} file holds 64 KB.</source>
            <translation>{name} 已保存，但略去了照片 EXIF 中最大的部分（{tags}）：{format} 文件只能容纳 64 KB。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>VQ Studio does not save files without a suffix; use one of {known}.</source>
            <translation>VQ Studio 不能保存没有扩展名的文件；请使用以下扩展名之一：{known}。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} holds several pictures; the largest one was opened.</source>
            <translation>{name} 含有多幅图像；已打开最大的一幅。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/history.py" />
            <source>a step of its history does not fit</source>
            <translation>历史记录中有一步不匹配</translation>
        </message>
        <message>
            <location filename="vqstudio/core/history.py" />
            <source>its pictures have different sizes</source>
            <translation>其中的图片大小不一</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} claims to have {width}x{height} pixels; VQ Studio opens up to {most} megapixels; reduce it with another program first.</source>
            <translation>{name} 声明的尺寸为 {width}x{height} 像素；VQ Studio 最多可打开 {most} 百万像素；请先用其他程序缩小。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} is a TIFF of a kind that stores each colour apart (planar) and that VQ Studio cannot read; save it as an ordinary (interleaved) TIFF with another program first.</source>
            <translation>{name} 是一种将各颜色分开存储（planar）的 TIFF，VQ Studio 无法读取；请先用其他程序存为普通（interleaved）TIFF。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} is damaged: its tiles claim to have {width}x{height} pixels, far more than the photo itself; get another copy of it.</source>
            <translation>{name} 已损坏：其分块声明的尺寸为 {width}x{height} 像素，远超照片本身；请获取另一份副本。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} is of a kind that is slow to decode and has {width}x{height} pixels, more than {most} megapixels; save it as PNG or TIFF with another program first.</source>
            <translation>{name} 的格式解码很慢，且有 {width}x{height} 像素，超过 {most} 百万像素；请先用其他程序存为 PNG 或 TIFF。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} is a JPEG of {scans} passes, which would take very long to decode; save it as an ordinary JPEG with another program first.</source>
            <translation>{name} 是含 {scans} 次扫描的 JPEG，解码会耗时极长；请先用其他程序另存为普通 JPEG。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} claims to have {width}x{height} pixels but is far too short for them, so it is damaged or cut off; get another copy of it.</source>
            <translation>{name} 声明的尺寸为 {width}x{height} 像素，但文件过短，已损坏或被截断；请获取另一份副本。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo has more than 8 bits per colour; it was reduced to 8 bits.</source>
            <translation>照片每通道超过 8 位；已降为每通道 8 位。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo's colour profile is that of a scanner or camera; the photo was converted to sRGB by it.</source>
            <translation>照片的色彩配置文件属于扫描仪或相机；已据此将照片转换为 sRGB。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo's colour profile is damaged or made for other kinds of pixels and was left out; colours may differ.</source>
            <translation>照片的色彩配置文件已损坏或不适用于此类像素，未予保留；颜色可能有差异。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo was converted from CMYK to RGB without a usable colour profile; colours may differ.</source>
            <translation>照片在没有可用色彩配置文件的情况下由 CMYK 转为 RGB；颜色可能有差异。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo was converted from CMYK to sRGB by its colour profile.</source>
            <translation>照片已按其色彩配置文件由 CMYK 转为 sRGB。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo was converted from Lab to sRGB colours.</source>
            <translation>照片已由 Lab 转为 sRGB 颜色。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo was converted from grey to sRGB by its colour profile.</source>
            <translation>照片已按其色彩配置文件由灰度转为 sRGB。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/jpeg_xl.py" />
            <source>The photo's colours were converted to sRGB when it was decoded; dark tones may show steps.</source>
            <translation>解码时照片的颜色已转换为 sRGB；暗部可能出现色阶断层。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/mask.py" />
            <source>The mask is {width}x{height} pixels, the photo {photo_width}x{photo_height}; they must have the same size.</source>
            <translation>蒙版为 {width}x{height} 像素，照片为 {photo_width}x{photo_height}；两者尺寸必须相同。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/mask.py" />
            <source>A mask must be an 8-bit grey image, not {kind} {shape}.</source>
            <translation>蒙版必须是 8 位灰度图像，而不是 {kind} {shape}。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/memory.py" />
            <source>There is not enough memory for this; close other programs or take a smaller photo.</source>
            <translation>内存不足；请关闭其他程序或使用较小的照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/metadata_reading.py" />
            <source>The photo's metadata (EXIF) is damaged and was left out.</source>
            <translation>照片的元数据 (EXIF) 已损坏，未予保留。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/metadata_reading.py" />
            <source>The photo's file also holds a video, a brightness map (HDR) or a depth map; they are not kept when it is saved, so keep the original too.</source>
            <translation>照片文件还包含视频、亮度图 (HDR) 或深度图；保存时不会保留，请同时保留原文件。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/metadata_reading.py" />
            <source>A part of the photo's metadata (extended XMP) cannot be kept and was left out.</source>
            <translation>照片的部分元数据（扩展 XMP）无法保留，已略去。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/metadata_reading.py" />
            <source>Texts in the photo's file are longer than 1 MB and were left out.</source>
            <translation>照片文件中的文本超过 1 MB，已略去。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/psd.py" />
            <source>{name} holds layers alone, without the flattened picture; save it in Photoshop with 'Maximize Compatibility', or as TIFF or PNG.</source>
            <translation>{name} 只有图层，没有合并后的图像；请在 Photoshop 中以“最大兼容”保存，或存为 TIFF 或 PNG。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/psd.py" />
            <source>{name} has layers; the flattened picture in it was opened.</source>
            <translation>{name} 含有图层；已打开其中合并后的图像。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/raw.py" />
            <source>{name} is a raw file that VQ Studio cannot develop, or it is damaged; convert it to TIFF or JPEG with the camera's own program.</source>
            <translation>{name} 是 VQ Studio 无法冲洗的原始文件，或已损坏；请用相机自带的程序将其转换为 TIFF 或 JPEG。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/raw.py" />
            <source>{name} is larger than any raw file of a camera ({most} MB at most); get another copy of it.</source>
            <translation>{name} 比任何相机原始文件都大（最多 {most} MB）；请换一份副本。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/recovery.py" />
            <source>Your edits cannot be kept for after a crash: {reason}. Save the photo yourself.</source>
            <translation>无法为崩溃后恢复保存您的编辑：{reason}。请自行保存照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/recovery.py" />
            <source>An edit was kept by a later version of VQ Studio; update to go on with it.</source>
            <translation>有一项编辑由更新版本的 VQ Studio 保存；请更新后继续。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/recovery.py" />
            <source>There is not enough memory to go on with the kept edit; close other programs.</source>
            <translation>内存不足，无法继续已保留的编辑；请关闭其他程序。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} is a device or a pipe; choose another name.</source>
            <translation>{name} 是设备或管道；请选择其他名称。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: it cannot be stored as {kind}; choose another format.</source>
            <translation>{name} 未保存：无法存为 {kind}；请选择其他格式。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} is write-protected; choose another name.</source>
            <translation>{name} 受写保护；请选择其他名称。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: the folder {folder} does not exist; choose another one.</source>
            <translation>{name} 未保存：文件夹 {folder} 不存在；请选择其他文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: there is a folder of that name; choose another name.</source>
            <translation>{name} 未保存：已有同名文件夹；请选择其他名称。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: there is not enough memory; close other programs and save again.</source>
            <translation>{name} 未保存：内存不足；请关闭其他程序后再保存。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: this installation's Pillow was built without {kind}; choose another format.</source>
            <translation>{name} 未保存：此安装的 Pillow 不支持 {kind}；请选择其他格式。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: another program has it open; close it there, or choose another name.</source>
            <translation>{name} 没有保存：另一个程序正打开着它；请在那里关闭它，或换一个名字。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: the folder {folder} is read-only; choose another one.</source>
            <translation>{name} 未保存：文件夹 {folder} 为只读；请选择其他文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: the disk is full; free some space and save again.</source>
            <translation>{name} 未保存：磁盘已满；请腾出空间后再保存。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: {reason}; choose another folder or name.</source>
            <translation>{name} 未保存：{reason}；请选择其他文件夹或名称。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: its name leads nowhere; choose another one.</source>
            <translation>{name} 未保存：该名称没有指向任何位置；请选择其他名称。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} could not be written to its end ({reason}); all of it is in {other}, beside it.</source>
            <translation>{name} 未能写完（{reason}）；完整内容在同目录的 {other} 中。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a picture is of another kind</source>
            <translation>有一张图片类型不符</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a picture has an impossible shape</source>
            <translation>有一张图片的尺寸不可能存在</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a picture is larger than any photo</source>
            <translation>有一张图片超过任何照片的大小</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a picture has too few or too many parts</source>
            <translation>有一张图片的部分过少或过多</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a part of it is no file</source>
            <translation>其中有一部分不是文件</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a part of it is damaged</source>
            <translation>其中有一部分已损坏</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a part of it is cut off</source>
            <translation>其中有一部分被截断</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a part of it has another size</source>
            <translation>其中有一部分大小不符</translation>
        </message>
        <message>
            <location filename="vqstudio/core/transform.py" />
            <source>Nothing of the photo would be left; draw the frame around a part of it.</source>
            <translation>照片将什么都不剩；请用裁剪框框住照片的一部分。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/transform.py" />
            <source>A photo can have 1 to {longest:,} pixels a side, not {width} x {height}.</source>
            <translation>照片每边可有 1 到 {longest:,} 像素，而不是 {width} x {height}。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>A part of the steps of {name} could not be recovered; the photo itself is complete.</source>
            <translation>{name} 的部分步骤无法恢复；照片本身是完整的。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>{name} as it was opened could not be recovered, so it is compared with the recovered photo.</source>
            <translation>无法恢复 {name} 打开时的样子，因此与恢复后的照片进行比较。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>The mask of {name} could not be recovered; the photo itself is complete.</source>
            <translation>{name} 的蒙版无法恢复；照片本身是完整的。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>Untitled</source>
            <translation>未命名</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>the photo is empty</source>
            <translation>照片是空的</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>a step of its history is of two depths</source>
            <translation>历史记录中有一步含有两种位深</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>a mask is of another kind</source>
            <translation>有一个蒙版类型不符</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>its history is larger than any</source>
            <translation>历史记录超出任何可能的大小</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>There is not enough memory to open {name}; close other programs and try again.</source>
            <translation>内存不足，无法打开 {name}；请关闭其他程序后重试。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is not an image that VQ Studio can read; choose a JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF, HEIC, JPEG XL, JPEG 2000, PSD or raw file.</source>
            <translation>{name} 不是 VQ Studio 能读取的图像；请选择 JPEG、PNG、WebP、TIFF、BMP、GIF、AVIF、HEIC、JPEG XL、JPEG 2000、PSD 或 RAW 文件。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a folder; open one of the photos in it.</source>
            <translation>{name} 是文件夹；请打开其中的一张照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a device or a pipe; copy what comes from it into a file and open that.</source>
            <translation>{name} 是设备或管道；请将其内容复制到文件后再打开。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is empty (0 bytes), so there is no photo in it; get another copy of it.</source>
            <translation>{name} 是空的（0 字节），其中没有照片；请获取另一份副本。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a folder; choose a file.</source>
            <translation>{name} 是文件夹；请选择文件。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is larger than any file of its kind ({most} MB at most); get another copy of it.</source>
            <translation>{name} 超过此类文件的最大大小（{most} MB）；请换一份副本。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a HEIC photo; install its support with: pip install 'vqstudio[heif]'.</source>
            <translation>{name} 是 HEIC 照片；请用 pip install 'vqstudio[heif]' 安装支持。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a JPEG XL photo; install its support with: pip install 'vqstudio[jxl]'.</source>
            <translation>{name} 是 JPEG XL 照片；请用 pip install 'vqstudio[jxl]' 安装支持。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is not an image, whatever its name says, or it is damaged from the start; get another copy or choose another file.</source>
            <translation>无论名称如何，{name} 都不是图片，或文件开头已损坏；请获取另一份副本或选择其他文件。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} does not exist; it may have been moved or renamed.</source>
            <translation>{name} 不存在；可能已被移动或重命名。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} may not be read by this user; change its permissions or copy it elsewhere.</source>
            <translation>当前用户无权读取 {name}；请更改权限或复制到别处。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is damaged, or a kind of {kind} that VQ Studio cannot read; save it as an ordinary RGB file with another program first.</source>
            <translation>{name} 已损坏，或是 VQ Studio 无法读取的 {kind}；请先用其他程序另存为普通 RGB 文件。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a link to a file that does not exist any more; open another photo.</source>
            <translation>{name} 是指向已不存在文件的链接；请打开其他照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} cannot be read ({reason}); check the disk or copy it elsewhere.</source>
            <translation>无法读取 {name}（{reason}）；请检查磁盘或复制到别处。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} holds texts or a colour profile that unpack to far more than a photo needs; save it without metadata with another program first.</source>
            <translation>{name} 含有解压后远超所需的文本或色彩配置文件；请先用其他程序去除元数据后保存。</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is damaged, or a kind of image that VQ Studio cannot read; save it as an ordinary RGB file with another program first.</source>
            <translation>{name} 已损坏，或是 VQ Studio 无法读取的图片；请先用其他程序另存为普通 RGB 文件。</translation>
        </message>
        <message>
            <location filename="vqstudio/demo.py" />
            <source>Paint mask</source>
            <translation>涂抹蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/doctor.py" />
            <source>There is no display, so the window cannot open; try 'vqstudio demo -o FOLDER' or 'vqstudio --help'.</source>
            <translation>没有显示器，无法打开窗口；请尝试 'vqstudio demo -o 文件夹' 或 'vqstudio --help'。</translation>
        </message>
        <message>
            <location filename="vqstudio/doctor.py" />
            <source>The display {display} does not answer, so the window cannot open; set DISPLAY to one that does, or try 'vqstudio demo -o FOLDER'.</source>
            <translation>显示器 {display} 没有响应，无法打开窗口；请将 DISPLAY 设为可用的显示器，或尝试“vqstudio demo -o 文件夹”。</translation>
        </message>
        <message>
            <location filename="vqstudio/doctor.py" />
            <source>The window needs system libraries that are missing; install them with: {command}</source>
            <translation>窗口缺少所需的系统库；请用以下命令安装：{command}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/best.py" />
            <source>The best can be chosen of 1 to {most} pictures, not of {drawn}.</source>
            <translation>只能从 1 到 {most} 张图片中选出最佳，不能从 {drawn} 张中选。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/best.py" />
            <source>Of {drawn} pictures {kept} cannot be kept; draw more or keep fewer.</source>
            <translation>无法从 {drawn} 张图片中保留 {kept} 张；请多画一些或少留一些。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/best.py" />
            <source>Creating {number} of {drawn}</source>
            <translation>正在生成第 {number} 张，共 {drawn} 张</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/adjust.py" />
            <source>The adjustment goes too far: exposure at most {most:g} stops up or down, fade and sharpness 0 to 1, all others -1 to 1; black and white is one of {greys}.</source>
            <translation>调整超出范围：曝光最多上下 {most:g} 档，褪色和锐度为 0 到 1，其他为 -1 到 1；黑白可选 {greys}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/adjust.py" />
            <source>Adjusting</source>
            <translation>正在调整</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/clear.py" />
            <source>Noise, compression and blur must be between 0 and 1.</source>
            <translation>噪点、压缩和模糊必须在 0 到 1 之间。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/clear.py" />
            <source>How faithful a result is must be between 0 and 1.</source>
            <translation>结果的忠实度必须在 0 到 1 之间。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/clear.py" />
            <source>Clearing</source>
            <translation>正在清晰化</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>The share to create anew must be above 0 and at most 1, not {share}.</source>
            <translation>要重新生成的比例必须大于 0 且不超过 1，而不是 {share}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>The freedom must be between 0 and 1, not {freedom}.</source>
            <translation>自由度必须在 0 到 1 之间，不能是 {freedom}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>A sketch needs at least {least}x{least} pixels; this one has {width}x{height}.</source>
            <translation>草图至少需要 {least}x{least} 像素；这张是 {width}x{height}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>The pack {pack} has no token prior; install one that has.</source>
            <translation>模型包 {pack} 没有 Token 先验；请安装含有它的模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>Creating</source>
            <translation>正在生成</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/enlarge.py" />
            <source>A photo can be enlarged up to {most:g} times, and more than once, not by {factor:g}.</source>
            <translation>照片一次最多可放大 {most:g} 倍,可以多次放大,但不能放大 {factor:g} 倍。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/enlarge.py" />
            <source>Enlarging</source>
            <translation>正在放大</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/extend.py" />
            <source>Nothing is to be extended; give at least one side a margin above 0, and none below.</source>
            <translation>没有要扩展的内容；请至少给一边大于 0 的边距，且不要小于 0。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/extend.py" />
            <source>The extended photo would have {width}x{height} pixels; VQ Studio handles up to {most} megapixels.</source>
            <translation>扩展后的照片将为 {width}x{height} 像素；VQ Studio 最多处理 {most} 百万像素。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/reconstruct.py" />
            <source>Encoding and decoding</source>
            <translation>正在编码和解码</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/repair.py" />
            <source>The detail must be between 0 and 1, not {detail}.</source>
            <translation>细节必须在 0 到 1 之间，而不是 {detail}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>Painting</source>
            <translation>正在绘制</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>The strength must be between 0 and 1, not {strength}.</source>
            <translation>强度必须在 0 到 1 之间，而不是 {strength}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>The forms must be between 0 and 1, not {forms}.</source>
            <translation>forms 必须在 0 到 1 之间，而不是 {forms}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>The brush scale must be between {least} and {most}, not {scale}.</source>
            <translation>笔触大小必须在 {least} 到 {most} 之间，而不是 {scale}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>The feather must be between 0 and the photo's longest side, not {feather}.</source>
            <translation>羽化必须在 0 与照片最长边之间，而不是 {feather}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>Nothing is selected; paint where the style should go, or apply it to the whole photo.</source>
            <translation>没有选中任何内容；请涂抹要应用风格的地方，或应用到整张照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/texture.py" />
            <source>The scale must be between {least:g} and {most:g}, not {scale:g}.</source>
            <translation>比例须在 {least:g} 到 {most:g} 之间，而不是 {scale:g}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/texture.py" />
            <source>Laying the texture</source>
            <translation>正在铺设纹理</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/models.py" />
            <source>The pack {pack!r} is not installed (installed: {ids}).</source>
            <translation>模型包 {pack!r} 未安装（已安装：{ids}）。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/models.py" />
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/models.py" />
            <source>The pack {pack} has no styles; choose a paint pack.</source>
            <translation>模型包 {pack} 没有风格；请选择绘画模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/models.py" />
            <source>No model pack is installed.</source>
            <translation>没有安装模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>ONNX Runtime {version} is too old for it; install 1.24.4 or later.</source>
            <translation>ONNX Runtime {version} 版本过旧；请安装 1.24.4 或更高版本。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>This ONNX Runtime is built without CUDA.</source>
            <translation>此 ONNX Runtime 未包含 CUDA 支持。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>No graphics card with Vulkan, Metal or Direct3D 12 was found on this computer.</source>
            <translation>此计算机上未找到支持 Vulkan、Metal 或 Direct3D 12 的显卡。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>No NVIDIA driver was found on this computer.</source>
            <translation>这台电脑上未找到 NVIDIA 驱动。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>It is not installed; install the extra 'webgpu'.</source>
            <translation>尚未安装；请安装附加组件“webgpu”。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>The Vulkan loader is missing; install libvulkan1 (in Fedora: vulkan-loader).</source>
            <translation>缺少 Vulkan 加载器；请安装 libvulkan1（Fedora 中为 vulkan-loader）。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/model_files.py" />
            <source>The model file {name} uses {what}, which VQ Studio does not run; install the pack again.</source>
            <translation>模型文件 {name} 使用了 VQ Studio 不运行的 {what}；请重新安装该模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/model_files.py" />
            <source>The model file {name} is no model; install the pack again.</source>
            <translation>模型文件 {name} 不是模型；请重新安装该模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/model_files.py" />
            <source>The model file {name} keeps weights in another file, which VQ Studio does not load; install the pack again.</source>
            <translation>模型文件 {name} 把权重放在另一个文件里，VQ Studio 不会加载；请重新安装该模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The manifest of the pack {pack} cannot be read ({reason}); install the pack again.</source>
            <translation>无法读取模型包 {pack} 的清单（{reason}）；请重新安装。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The manifest of the pack {pack} is not valid: {reason}.</source>
            <translation>模型包 {pack} 的清单无效：{reason}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The pack {pack} is damaged: {problems}. Install it again.</source>
            <translation>模型包 {pack} 已损坏：{problems}。请重新安装。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>{name} is not a model pack: it has no {file}.</source>
            <translation>{name} 不是模型包：其中没有 {file}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The pack {pack} has the schema version {version!r}, this VQ Studio knows {known}; update VQ Studio or the pack.</source>
            <translation>模型包 {pack} 的架构版本为 {version!r}，此 VQ Studio 支持 {known}；请更新 VQ Studio 或模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>{file} is missing or cannot be read</source>
            <translation>{file} 缺失或无法读取</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>{file} has {found} bytes instead of {wanted}</source>
            <translation>{file} 为 {found} 字节，应为 {wanted} 字节</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>{file} was changed (its hash differs)</source>
            <translation>{file} 已被更改（哈希值不同）</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>it is no text of a usual size</source>
            <translation>它不是正常大小的文本</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The pack in {folder} has the id {pack} of another pack; it is left out.</source>
            <translation>{folder} 中的模型包与另一个包的标识 {pack} 相同；已跳过。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The folder of packs {folder} cannot be read ({reason}).</source>
            <translation>无法读取模型包文件夹 {folder}（{reason}）。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>There is not enough memory for the pack {pack}; close other programs.</source>
            <translation>内存不足，无法使用模型包 {pack}；请关闭其他程序。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>it is nested too deeply</source>
            <translation>嵌套过深</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>its refiner knows other subjects than its prior</source>
            <translation>其细化网络与先验模型所知的题材不同</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>it has no {graph}</source>
            <translation>缺少 {graph}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>{file} is not what the {graph} of such a pack is</source>
            <translation>{file} 不是此类模型包应有的 {graph}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>it has two styles of the name {style}</source>
            <translation>有两个名为 {style} 的风格</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>the style {style} does not fit its models</source>
            <translation>风格 {style} 与其模型不匹配</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>the palette of the style {style} ends within a colour</source>
            <translation>风格 {style} 的调色板在一种颜色中间结束</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>{file} is not listed among its files</source>
            <translation>{file} 不在其文件列表中</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>{device} stopped working, so the processor goes on; choose a device in the preferences to try again. ({reason})</source>
            <translation>{device} 已停止工作，改由处理器继续；可在首选项中选择设备重试。（{reason}）</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>The graphics card ran a test inference and gave the right numbers.</source>
            <translation>显卡完成了一次测试推理，结果正确。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>The processor was chosen.</source>
            <translation>已选择处理器。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>It is there but cannot be used: {reason}</source>
            <translation>已存在但无法使用：{reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>Its libraries are missing; install the extra '{extra}'.</source>
            <translation>缺少所需的库；请安装附加组件“{extra}”。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>It stopped working.</source>
            <translation>它已停止工作。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>No graphics card can be used.</source>
            <translation>没有可用的显卡。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>{device} was chosen but cannot be used.</source>
            <translation>已选择 {device}，但无法使用。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>A test inference gave wrong numbers.</source>
            <translation>测试推理得出了错误的数值。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>It was not chosen.</source>
            <translation>未被选择。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>{device} comes first.</source>
            <translation>优先使用 {device}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} failed: {reason}</source>
            <translation>模型包 {pack} 的模型 {name} 运行失败：{reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The pack {pack} has no {graph}; install one that has.</source>
            <translation>模型包 {pack} 没有 {graph}；请安装含有它的模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model file {name} differs from its manifest: {problems}.</source>
            <translation>模型文件 {name} 与其清单不符：{problems}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} needs more memory than a model may have; install the pack again.</source>
            <translation>模型包“{pack}”的模型“{name}”需要的内存超过了允许的上限；请重新安装该模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>There is not enough memory for the model {name}; close other programs or take a smaller photo.</source>
            <translation>内存不足，无法运行模型 {name}；请关闭其他程序或使用较小的照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model file {name} cannot be loaded: {reason}</source>
            <translation>无法载入模型文件 {name}：{reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} gave {what} of a wrong size or type; install the pack again.</source>
            <translation>模型包 {pack} 的模型 {name} 给出的 {what} 大小或类型不对；请重新安装该模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} gave a picture of a wrong size; install the pack again.</source>
            <translation>模型包 {pack} 的模型 {name} 给出的图片大小不对；请重新安装该模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} gave invalid numbers (NaN or infinite); install the pack again.</source>
            <translation>模型包 {pack} 的模型 {name} 给出了无效数值（NaN 或无穷）；请重新安装该模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/extend.py" />
            <source>Extending</source>
            <translation>正在扩展</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/holes.py" />
            <source>Repairing</source>
            <translation>正在修复</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/holes.py" />
            <source>Nothing is selected; paint over what should be repaired first.</source>
            <translation>没有选中任何内容；请先涂抹要修复的地方。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/holes.py" />
            <source>Repairing part {number} of {count}</source>
            <translation>正在修复第 {number} 部分，共 {count} 部分</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/regions.py" />
            <source>The area to take texture from is empty or too small; leave at least {side}x{side} pixels of it outside the repair.</source>
            <translation>取纹理的区域为空或太小；请在修复区之外至少留出 {side}x{side} 像素。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/regions.py" />
            <source>The whole photo is selected, so nothing is left to repair it from; select a part of it.</source>
            <translation>整张照片都被选中，没有可供修复取材的地方；请只选中一部分。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/restoration.py" />
            <source>Damage, noise, compression, blur and fade must be between 0 and 1.</source>
            <translation>损伤、噪点、压缩、模糊和褪色必须在 0 到 1 之间。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/restoration.py" />
            <source>A photo must be enlarged 1 to {most:g} times, not {factor:g}.</source>
            <translation>照片的放大倍数必须在 1 到 {most:g} 之间,而不是 {factor:g}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/restoration.py" />
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>Starting</source>
            <translation>正在开始</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>The style {title!r} came without its painting; drop the painting here.</source>
            <translation>风格 {title!r} 没有附带画作；请将画作拖放到这里。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>Without a token prior created pictures cannot be compared.</source>
            <translation>没有令牌先验模型，就无法比较生成的图片。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>No pack with styles is installed (installed: {ids}).</source>
            <translation>没有安装含风格的模型包（已安装：{ids}）。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>Looking for damage</source>
            <translation>正在查找损伤</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>My styles</source>
            <translation>我的风格</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>The style {title!r} was learned with another version of the pack {pack}; learn it again.</source>
            <translation>风格 {title!r} 是用另一版本的模型包 {pack} 学习的；请重新学习。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>The style {title!r} has only one version; there is no other to use.</source>
            <translation>风格 {title!r} 只有一个版本，没有其他版本可用。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>There is no file {path}.</source>
            <translation>没有文件 {path}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>{name} is not a style file of VQ Studio, or it is damaged.</source>
            <translation>{name} 不是 VQ Studio 的风格文件，或已损坏。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/guess.py" />
            <source>This pack cannot make a style from a painting; learn it by  python -m {module} learn-style.</source>
            <translation>该模型包无法根据画作生成风格；请用  python -m {module} learn-style 学习。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>The style {name!r} is none of your own.</source>
            <translation>风格 {name!r} 不是您自己的风格。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>There is no folder for styles of one's own.</source>
            <translation>没有存放自己风格的文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>No pack with styles is installed; install one, then drop the painting again.</source>
            <translation>没有安装含风格的模型包；请安装后再拖放画作。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>The folder for your styles cannot be made: {folder}.</source>
            <translation>无法创建您的风格文件夹：{folder}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>The style was not removed: {path} cannot be deleted ({reason}).</source>
            <translation>风格未移除：无法删除 {path}（{reason}）。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Oil</source>
            <translation>油画</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Watercolour</source>
            <translation>水彩</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Woodcut and ink</source>
            <translation>木刻与水墨</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Pastel and pencil</source>
            <translation>粉彩与铅笔</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Modern</source>
            <translation>现代</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Impression, Sunrise</source>
            <translation>日出·印象</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Irises</source>
            <translation>鸢尾花</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Night Café</source>
            <translation>夜间咖啡馆</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Woman with a Hat</source>
            <translation>戴帽子的女人</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Little Blue Horse</source>
            <translation>蓝色小马</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>La Grande Jatte</source>
            <translation>大碗岛</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Picture Book</source>
            <translation>绘本</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Coloured Pencil</source>
            <translation>彩色铅笔</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Pointillism</source>
            <translation>点彩</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Cartoon</source>
            <translation>卡通</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Starry Night</source>
            <translation>星夜</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Wheat Field</source>
            <translation>麦田</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Water Lilies</source>
            <translation>睡莲</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Tahiti</source>
            <translation>塔希提</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Ink Wash</source>
            <translation>水墨</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Great Wave</source>
            <translation>巨浪</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Engraving</source>
            <translation>雕版画</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>The Scream</source>
            <translation>呐喊</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Pastel</source>
            <translation>粉彩</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Pencil</source>
            <translation>铅笔</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Charcoal</source>
            <translation>炭笔</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Udnie</source>
            <translation>乌德尼</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Composition</source>
            <translation>构成</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Mosaic</source>
            <translation>马赛克</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Halftone Print</source>
            <translation>半调印刷</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Vincent van Gogh, 1889</source>
            <translation>仿文森特·梵高，1889</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Vincent van Gogh, 1888</source>
            <translation>仿文森特·梵高，1888</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Claude Monet, 1872</source>
            <translation>仿克劳德·莫奈，1872</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Claude Monet, 1919</source>
            <translation>仿克劳德·莫奈，1919</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Henri Matisse, 1905</source>
            <translation>仿亨利·马蒂斯，1905</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Franz Marc, 1912</source>
            <translation>仿弗朗茨·马尔克，1912</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Georges Seurat, 1886</source>
            <translation>仿乔治·修拉，1886</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Beatrix Potter, 1900s</source>
            <translation>仿碧翠丝·波特，1900 年代</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Paul Gauguin, 1890s</source>
            <translation>仿保罗·高更，1890 年代</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Katsushika Hokusai, 1831</source>
            <translation>仿葛饰北斋，1831</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Edvard Munch, 1893</source>
            <translation>仿爱德华·蒙克，1893</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Francis Picabia, 1913</source>
            <translation>仿弗朗西斯·皮卡比亚，1913</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Piet Mondrian, 1913</source>
            <translation>仿皮特·蒙德里安，1913</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>drawn by code</source>
            <translation>由代码绘制</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/paint.py" />
            <source>The weights of the styles in {mixture!r} must not be negative, and not all 0.</source>
            <translation>{mixture!r} 中各风格的权重不能为负，也不能全为 0。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/paint.py" />
            <source>There is no style {name!r}; the installed styles are: {names}.</source>
            <translation>没有风格 {name!r}；已安装的风格有：{names}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/paint.py" />
            <source>The weight {weight!r} of the style {name!r} is not a number.</source>
            <translation>风格 {name!r} 的权重 {weight!r} 不是数字。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/paint.py" />
            <source>Reading the photo</source>
            <translation>正在读取照片</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The area {x},{y},{width},{height} is not inside the photo, which has {photo_width}x{photo_height} pixels; give X,Y,W,H in pixels from its top left corner.</source>
            <translation>区域 {x},{y},{width},{height} 不在 {photo_width}x{photo_height} 像素的照片内；请以左上角为起点按像素给出 X,Y,W,H。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The mask selects nothing; select the part of the photo that the texture is to be made of.</source>
            <translation>蒙版没有选中任何内容；请选择用来制作纹理的部分。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The sides of a texture have {least} to {most} pixels, not {width}x{height}.</source>
            <translation>纹理边长为 {least} 到 {most} 像素，而不是 {width}x{height}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The area has {width}x{height} pixels at the scale of the texture, and a texture takes at least {least}x{least}; select more, or scale it up.</source>
            <translation>按纹理比例，该区域为 {width}x{height} 像素，至少需要 {least}x{least}；请多选一些或放大。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The area is transparent; select a part of the photo that can be seen.</source>
            <translation>该区域是透明的；请选择照片中可见的部分。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/texture.py" />
            <source>The area is too small or too thin for a texture; select more, or scale it up.</source>
            <translation>该区域太小或太窄，无法制作纹理；请多选一些或放大。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/create.py" />
            <source>A new picture has at most {side}x{side} pixels, or as many in another shape, not {width}x{height}.</source>
            <translation>新图片最多 {side}x{side} 像素，或总像素数相同的其他比例，而不是 {width}x{height}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/create.py" />
            <source>The sides of a picture that repeats must be multiples of {multiple} up to {most} pixels, not {width}x{height}.</source>
            <translation>无缝重复图片的边长必须是 {multiple} 的倍数且不超过 {most} 像素，而不是 {width}x{height}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/create.py" />
            <source>The model that creates pictures knows no subjects; leave the subject out.</source>
            <translation>创建图片的模型不认识任何主题；请不要指定主题。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/create.py" />
            <source>There is no subject {name}; choose one of: {known}.</source>
            <translation>没有主题 {name}；请从以下选择：{known}。</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/tokenizer.py" />
            <source>The quantizer of the pack {pack} gave tokens that it has not; install the pack again.</source>
            <translation>模型包 {pack} 的量化器给出了不存在的标记；请重新安装该模型包。</translation>
        </message>
        <message>
            <location filename="vqstudio/room.py" />
            <source>VQ Studio needs at least {needed} MB of memory, more than it is allowed; raise the limit (ulimit -v) or close other programs.</source>
            <translation>VQ Studio 至少需要 {needed} MB 内存，超过了允许的上限；请提高限制（ulimit -v）或关闭其他程序。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/controller.py" />
            <source>The batch is through: {summary}</source>
            <translation>批处理完成：{summary}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/controller.py" />
            <source>The batch goes on; File, Batch… shows it.</source>
            <translation>批处理仍在继续；可在“文件”&gt;“批处理…”中查看。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Batch</source>
            <translation>批处理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>How the batch stands</source>
            <translation>批处理的状态</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Progress of the batch</source>
            <translation>批处理的进度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Show the results in the file manager</source>
            <translation>在文件管理器中显示结果</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Retry failed</source>
            <translation>重试失败项</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Try the photos again that failed</source>
            <translation>重新处理失败的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Give up the photo under way too; what is done stays</source>
            <translation>同时放弃正在处理的照片；已完成的保留</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Finish the photo under way, then wait</source>
            <translation>完成正在处理的照片后等待</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Edit the photos, one after another</source>
            <translation>逐张编辑照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>No photos are chosen</source>
            <translation>未选择照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>Drop a folder of photos here</source>
            <translation>将照片文件夹拖放到这里</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>or several photos; each becomes a new file</source>
            <translation>或多张照片；每张生成一个新文件</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>Choose folder…</source>
            <translation>选择文件夹…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>Edit every photo of a folder</source>
            <translation>编辑文件夹中的每张照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>Let go to take them</source>
            <translation>松开即可采用</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Do again what is done</source>
            <translation>重做已完成的</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Working…</source>
            <translation>处理中…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Done already</source>
            <translation>已完成过</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Left out</source>
            <translation>已略过</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>{name} is there already, not from a batch or changed since. Tick “{again}” to replace it.</source>
            <translation>{name} 已存在，并非批处理结果或之后被更改。勾选“{again}”可替换它。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/list.py" />
            <source>Photos of the batch</source>
            <translation>批处理的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/list.py" />
            <source>{name}: {text}</source>
            <translation>{name}：{text}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/queue.py" />
            <source>looking for photos</source>
            <translation>查找照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/queue.py" />
            <source>editing this photo</source>
            <translation>编辑此照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>2 times as wide and high</source>
            <translation>宽高各 2 倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>4 times as wide and high</source>
            <translation>宽高各 4 倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>As the photo</source>
            <translation>与照片相同</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>{count} chosen: {names}</source>
            <translation>已选 {count} 张：{names}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder of the masks.</source>
            <translation>请选择蒙版文件夹。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Move a slider to say what changes.</source>
            <translation>请移动滑块以指定要改变的内容。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>No style is installed.</source>
            <translation>没有安装任何风格。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder of masks</source>
            <translation>选择蒙版文件夹</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder of results</source>
            <translation>选择结果文件夹</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Photos</source>
            <translation>照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>No photos are chosen yet</source>
            <translation>尚未选择照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Folder…</source>
            <translation>文件夹…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Photos…</source>
            <translation>照片…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Edit some photos</source>
            <translation>编辑若干照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>What to do</source>
            <translation>要做什么</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>What is done with every photo</source>
            <translation>对每张照片所做的处理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Paint in a style</source>
            <translation>以某种风格绘制</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Remove what masks show</source>
            <translation>去除蒙版标出的内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Restore old photos</source>
            <translation>复原老照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Enlarge</source>
            <translation>放大</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Change light and colours</source>
            <translation>改变光线和颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Style</source>
            <translation>风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>The style that every photo is painted in</source>
            <translation>每张照片所用的风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Style strength</source>
            <translation>风格强度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>0 % is the photo, 100 % the style at full</source>
            <translation>0% 为原照片，100% 为完全风格化</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Forms</source>
            <translation>形体</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Masks</source>
            <translation>蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>No masks are chosen yet</source>
            <translation>尚未选择蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Masks…</source>
            <translation>蒙版…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder that the masks are in</source>
            <translation>选择蒙版所在的文件夹</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>One mask…</source>
            <translation>一个蒙版…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose one mask for all photos, which must have its size</source>
            <translation>为所有照片选择一个蒙版,照片必须与其大小相同</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>How much larger</source>
            <translation>放大多少</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>How many times as wide and high the results are</source>
            <translation>结果的宽高是原来的几倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Richness</source>
            <translation>丰富度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Results</source>
            <translation>结果</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Beside the photos</source>
            <translation>照片文件夹旁边</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Change…</source>
            <translation>更改…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder that the results go to</source>
            <translation>选择存放结果的文件夹</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Save as</source>
            <translation>保存为</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>The file format of the results</source>
            <translation>结果的文件格式</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Otherwise a photo is left out if its result is there, made as you ask for it now</source>
            <translation>否则，如果照片已有按当前要求生成的结果，将略过该照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>A mask has its photo's name and is white where something goes. Photos without one are left out.</source>
            <translation>蒙版与照片同名，要去除处为白色。没有蒙版的照片会被跳过。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Damage is found and repaired. Noise, the traces of JPEG and blur go, and faded colours come back, as far as each photo needs it.</source>
            <translation>查找并修复损伤。按每张照片的需要去除噪点、JPEG 痕迹和模糊,并恢复褪色。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder of photos</source>
            <translation>选择照片文件夹</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Strength</source>
            <translation>强度</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} failed.</source>
            <translation>
                <numerusform>{count} 张失败。</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{sentence} {another}</source>
            <translation>{sentence}{another}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{list}.</source>
            <translation>{list}。</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Pausing after this photo; {count} photos left.</source>
            <translation>
                <numerusform>处理完这张后暂停；还剩 {count} 张照片。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} photos left</source>
            <translation>
                <numerusform>还剩 {count} 张照片</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} photos to do</source>
            <translation>
                <numerusform>待处理 {count} 张照片</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Looking for photos…</source>
            <translation>正在查找照片…</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Paused; {count} photos left.</source>
            <translation>
                <numerusform>已暂停；还剩 {count} 张照片。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} of them in place of older results</source>
            <translation>
                <numerusform>其中 {count} 张替换了旧结果</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} done</source>
            <translation>
                <numerusform>{count} 张完成</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} done already</source>
            <translation>
                <numerusform>{count} 张已完成过</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} left out</source>
            <translation>
                <numerusform>略过 {count} 张</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} failed</source>
            <translation>
                <numerusform>{count} 张失败</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Waiting for the edit in the window; {count} photos left.</source>
            <translation>
                <numerusform>等待窗口中的编辑；还剩 {count} 张照片。</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Photo {number} of {total}.</source>
            <translation>第 {number} 张，共 {total} 张。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{first}, {then}</source>
            <translation>{first}，{then}</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>All {count} photos are done already. Tick “{again}” for new results.</source>
            <translation>
                <numerusform>{count} 张照片都已完成。勾选“{again}”可得到新结果。</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/before_view.py" />
            <source>Photo as it was opened</source>
            <translation>打开时的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/canvas.py" />
            <source>Paint over what should go. The wheel zooms, the middle button or Space pans.</source>
            <translation>涂抹要去除的内容。滚轮缩放，中键或空格平移。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/canvas.py" />
            <source>Photo</source>
            <translation>照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/painter.py" />
            <source>Before</source>
            <translation>修改前</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/painter.py" />
            <source>After</source>
            <translation>修改后</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/rulers.py" />
            <source>Pixels of the photo</source>
            <translation>照片像素</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/rulers.py" />
            <source>Vertical ruler</source>
            <translation>垂直标尺</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/rulers.py" />
            <source>Horizontal ruler</source>
            <translation>水平标尺</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_painter.py" />
            <source>of {codes:,}</source>
            <translation>共 {codes:,} 个</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_painter.py" />
            <source>in {count:,} of {total:,} cells</source>
            <translation>出现于 {total:,} 格中的 {count:,} 格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_painter.py" />
            <source>Code {code}</source>
            <translation>编码 {code}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_view.py" />
            <source>reading the photo's tokens</source>
            <translation>读取照片的 Token</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_view.py" />
            <source>showing a code</source>
            <translation>显示编码</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>The middle of the photo at 100 %. Hold the mouse button to see it uncompressed.</source>
            <translation>以 100% 显示的照片中央。按住鼠标按键可查看未压缩的效果。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Working out the size…</source>
            <translation>正在计算大小…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Original size</source>
            <translation>原始大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Other…</source>
            <translation>其他…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>{format} has no transparency; it becomes white.</source>
            <translation>{format} 不支持透明；透明处将变为白色。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Export the photo</source>
            <translation>导出照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>The kind of file</source>
            <translation>文件类型</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Quality</source>
            <translation>质量</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>More quality makes a larger file</source>
            <translation>质量越高文件越大</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Lossless</source>
            <translation>无损</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Keep every pixel exactly as it is</source>
            <translation>精确保留每个像素</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Compressed</source>
            <translation>压缩</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>A smaller file of the same pixels. Without it, old programs can open it too.</source>
            <translation>像素相同但文件更小。不压缩时，旧程序也能打开。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Longest side</source>
            <translation>最长边</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Reduce a larger photo; a smaller one stays as it is</source>
            <translation>缩小较大的照片；较小的保持不变</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Longest side in pixels</source>
            <translation>最长边（像素）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Pixels of the longest side</source>
            <translation>最长边的像素数</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Keep metadata</source>
            <translation>保留元数据</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Camera, date, author, comments (EXIF, XMP, IPTC). The colour profile and the resolution always stay.</source>
            <translation>相机、日期、作者、注释（EXIF、XMP、IPTC）。颜色配置文件和分辨率始终保留。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>With the place (GPS)</source>
            <translation>包含位置（GPS）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Say in the metadata where the photo was taken</source>
            <translation>在元数据中注明拍摄地点</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>16 bits per channel</source>
            <translation>每通道 16 位</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Keep the finer steps between light and dark, in a file of twice the size or more</source>
            <translation>保留更细腻的明暗层次，文件至少大一倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>File size</source>
            <translation>文件大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Choose where to write the file</source>
            <translation>选择文件的写入位置</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>{width} × {height} pixels</source>
            <translation>{width} × {height} 像素</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>The size cannot be told beforehand.</source>
            <translation>无法预知大小。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>The middle of the photo as it will be exported</source>
            <translation>照片中央导出后的样子</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Hold the mouse button to see the photo uncompressed</source>
            <translation>按住鼠标按键可查看未压缩的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>about {size}</source>
            <translation>约 {size}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Feather the mask</source>
            <translation>羽化蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Radius</source>
            <translation>半径</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Over how many pixels of the photo the edge fades</source>
            <translation>边缘在多少照片像素内渐隐</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Styles and adjustments fade out at a soft edge. A repair replaces everything that the mask touches, the soft edge too.</source>
            <translation>风格和调整在柔和边缘处渐隐。修复会替换蒙版触及的一切，包括柔和边缘。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Feather</source>
            <translation>羽化</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>Loading…</source>
            <translation>正在加载…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>Choose a photo to see it here.</source>
            <translation>选择一张照片即可在此预览。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>{size}, too large for a preview</source>
            <translation>{size}，过大，无法预览</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>There is no preview of this file.</source>
            <translation>此文件没有预览。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/files.py" />
            <source>Places</source>
            <translation>位置</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/files.py" />
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/files.py" />
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Images</source>
            <translation>图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Photos and projects</source>
            <translation>照片和项目</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>VQ Studio project</source>
            <translation>VQ Studio 项目</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Styles of VQ Studio</source>
            <translation>VQ Studio 风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Remove the style “{title}”? It cannot be brought back.</source>
            <translation>要移除风格“{title}”吗？移除后无法恢复。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>{name} exists already. Replace it?</source>
            <translation>{name} 已存在。要替换吗？</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Open photos</source>
            <translation>打开照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Choose photos</source>
            <translation>选择照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>A batch is running</source>
            <translation>批处理正在进行</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Stop the batch? {count} photos are left.</source>
            <translation>
                <numerusform>要停止批处理吗？还剩 {count} 张照片。</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>What is done stays. Started again, the batch goes on where it was.</source>
            <translation>已完成的会保留。重新开始时，批处理会从中断处继续。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Stop and close</source>
            <translation>停止并关闭</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Export to</source>
            <translation>导出到</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Choose a colour</source>
            <translation>选择颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Make a style from a painting</source>
            <translation>由画作生成风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Save the style</source>
            <translation>保存风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Remove the style?</source>
            <translation>要移除风格吗？</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Replace the file?</source>
            <translation>要替换文件吗？</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Unsaved changes</source>
            <translation>未保存的更改</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Save the changes to {name}?</source>
            <translation>要保存对 {name} 的更改吗？</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Without saving, your edits since the last save are lost.</source>
            <translation>如不保存，自上次保存以来的编辑将丢失。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>A style is being learned</source>
            <translation>正在学习风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Keep what was learned of the style so far?</source>
            <translation>要保留目前为止学到的风格吗？</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Without it, the style stays the guess that it was before the lesson.</source>
            <translation>否则，风格仍是学习之前的估计。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Stop and keep</source>
            <translation>停止并保留</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Load a mask</source>
            <translation>载入蒙版</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>VQ Studio ended while you were editing {count} photos.</source>
            <translation>
                <numerusform>VQ Studio 在您编辑 {count} 张照片时意外结束。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete {count} unsaved edits? They cannot be brought back.</source>
            <translation>
                <numerusform>删除 {count} 项未保存的编辑？删除后无法恢复。</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>HH:mm, dd MMMM</source>
            <translation>M月d日 HH:mm</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>The edit of {time} was kept.</source>
            <translation>已保留 {time} 的编辑。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Go on where you were?</source>
            <translation>要从上次的地方继续吗？</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Open it as it was, with its history</source>
            <translation>按原样打开，包括历史记录</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete…</source>
            <translation>删除…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Give the edits up</source>
            <translation>放弃这些编辑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Later</source>
            <translation>稍后</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Ask again at the next start</source>
            <translation>下次启动时再询问</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete unsaved edits?</source>
            <translation>删除未保存的编辑？</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>What you do not choose is asked about again at the next start.</source>
            <translation>未选择的项目将在下次启动时再次询问。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Recover all</source>
            <translation>全部恢复</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Recover {count}</source>
            <translation>恢复 {count} 项</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete all…</source>
            <translation>全部删除…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete {count}…</source>
            <translation>删除 {count} 项…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Copy the text to the clipboard</source>
            <translation>将文本复制到剪贴板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Close this window (Esc)</source>
            <translation>关闭此窗口 (Esc)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Resize the photo</source>
            <translation>调整照片大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Width</source>
            <translation>宽度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Width in pixels</source>
            <translation>宽度（像素）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Height</source>
            <translation>高度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Height in pixels</source>
            <translation>高度（像素）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Keep the shape</source>
            <translation>保持比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Resize</source>
            <translation>调整大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>{number} megapixels are more than VQ Studio handles.</source>
            <translation>{number} 百万像素超出了 VQ Studio 的处理能力。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>{number} megapixels</source>
            <translation>{number} 百万像素</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Save the changes to {count} photos?</source>
            <translation>
                <numerusform>保存对 {count} 张照片的更改？</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Save all</source>
            <translation>全部保存</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Save every photo as the list says, then close</source>
            <translation>按列表保存每张照片，然后关闭</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Discard all</source>
            <translation>全部放弃</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Give up the edits of all these photos</source>
            <translation>放弃所有这些照片的编辑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>One by one</source>
            <translation>逐个处理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Decide for every photo</source>
            <translation>为每张照片分别决定</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Go on editing (Esc)</source>
            <translation>继续编辑（Esc）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Will be saved as {name}</source>
            <translation>将保存为 {name}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>You choose the name</source>
            <translation>由您选择名称</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Opening {name}…</source>
            <translation>正在打开 {name}…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>opening {name}</source>
            <translation>打开“{name}”</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>The first {opened} of {count} photos were opened; for whole folders use the batch.</source>
            <translation>已打开 {count} 张照片中的前 {opened} 张；处理整个文件夹请用批处理。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Opening the picture…</source>
            <translation>正在打开图片…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>opening the picture</source>
            <translation>打开图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Opening a new picture…</source>
            <translation>正在打开新图片…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>opening a new picture</source>
            <translation>打开新图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Opening the sample photo…</source>
            <translation>正在打开示例照片…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>opening the sample photo</source>
            <translation>打开示例照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>There is no picture on the clipboard. Copy one, then paste again.</source>
            <translation>剪贴板中没有图片。请先复制一张再粘贴。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>{name} is the file of another open photo; close that first or choose another name.</source>
            <translation>{name} 是另一张打开的照片的文件；请先关闭它或选择其他名称。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Saving {name}…</source>
            <translation>正在保存 {name}…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>{name} holds 8 bits per channel, the photo 16; save it as PNG, TIFF or a project to keep them.</source>
            <translation>{name} 每通道为 8 位，照片为 16 位；要保留 16 位，请存为 PNG、TIFF 或项目。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Only pictures on this computer can be opened. Save or copy the picture first.</source>
            <translation>只能打开这台电脑上的图片。请先保存或复制该图片。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>{name}-edited</source>
            <translation>{name}-已编辑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>The photo is on the clipboard.</source>
            <translation>照片已复制到剪贴板。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Saved as {name}.</source>
            <translation>已保存为 {name}。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>untitled</source>
            <translation>未命名</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>saving {name}</source>
            <translation>保存“{name}”</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>Drag this to another program</source>
            <translation>将此拖到其他程序</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>Drag the photo to another program</source>
            <translation>将照片拖到其他程序</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>Drag the photo from here to another program, or copy it (Ctrl+C).</source>
            <translation>从这里将照片拖到其他程序，或复制它 (Ctrl+C)。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>Drag out</source>
            <translation>拖出</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>The preview has been applied; now drag the photo once more.</source>
            <translation>预览已应用；现在请再次拖动照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>writing {name} for another program</source>
            <translation>为其他程序写入“{name}”</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Open a photo of ours; nothing of yours is changed</source>
            <translation>打开我们提供的照片；不会改动你的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>No photo is open</source>
            <translation>没有打开的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Drop a photo here</source>
            <translation>将照片拖放到这里</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>or open one from your computer</source>
            <translation>或从电脑中打开一张</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Open photo…</source>
            <translation>打开照片…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Open a photo</source>
            <translation>打开照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Paste</source>
            <translation>粘贴</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Open the picture on the clipboard</source>
            <translation>打开剪贴板中的图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Try it on a sample photo</source>
            <translation>用示例照片试试</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Let go to open it</source>
            <translation>松开即可打开</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>{name} is the photo that is open. Export it under another name, or save it.</source>
            <translation>{name} 就是打开的照片。请以其他名称导出，或直接保存。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>Exporting {name}…</source>
            <translation>正在导出 {name}…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>Exported as {name}, {size}.</source>
            <translation>已导出为 {name}，{size}。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>{name}-export</source>
            <translation>{name}-导出</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>exporting {name}</source>
            <translation>导出“{name}”</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/film_strip.py" />
            <source>Photos that are open</source>
            <translation>已打开的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/film_strip.py" />
            <source>{name}, with unsaved changes</source>
            <translation>{name}，有未保存的更改</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Recent photos</source>
            <translation>最近的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Clear list</source>
            <translation>清空列表</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Forget the recent photos; their files stay</source>
            <translation>从列表中清除最近的照片；文件本身会保留</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Open {name}</source>
            <translation>打开 {name}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Forget</source>
            <translation>从列表中移除</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/jobs/notices.py" />
            <source>Try again; if it happens again, the details tell where.</source>
            <translation>请重试；如再次发生，详情会说明位置。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/jobs/notices.py" />
            <source>Something went wrong while {doing}. Your photo is unchanged. {advice}</source>
            <translation>{doing}时出错。照片未改变。{advice}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/jobs/time_left.py" />
            <source>about {seconds} s left</source>
            <translation>约剩 {seconds} 秒</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/jobs/time_left.py" />
            <source>about {count} minutes left</source>
            <translation>
                <numerusform>约剩 {count} 分钟</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/kit/actions.py" />
            <source>{tip} ({first} and {second})</source>
            <translation>{tip}（{first} 和 {second}）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Select all</source>
            <translation>全选</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Grow mask</source>
            <translation>扩展蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Shrink mask</source>
            <translation>收缩蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>photo</source>
            <translation>照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>The mask is saved as {name}.</source>
            <translation>蒙版已保存为 {name}。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>feathering the mask</source>
            <translation>羽化蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>The mask has changed meanwhile and was not feathered.</source>
            <translation>蒙版在此期间发生变化，未进行羽化。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>loading {name}</source>
            <translation>载入“{name}”</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>The photo changed meanwhile, and {name} was not loaded.</source>
            <translation>照片在此期间已更改，未载入 {name}。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>{name}-mask</source>
            <translation>{name}-蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Feather mask</source>
            <translation>羽化蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Load mask</source>
            <translation>载入蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Select rectangle</source>
            <translation>矩形选择</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Select ellipse</source>
            <translation>椭圆选择</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Select lasso</source>
            <translation>套索选择</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Select polygon</source>
            <translation>多边形选择</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Magic wand</source>
            <translation>魔棒</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Smart select</source>
            <translation>智能选择</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>selecting</source>
            <translation>选择</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/commands.py" />
            <source>Style “{title}”</source>
            <translation>风格“{title}”</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/mask_layer.py" />
            <source>a change of the mask does not fit its bounds</source>
            <translation>蒙版的一项更改与其范围不符</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>{step} done in {seconds:.1f} s on {device}.</source>
            <translation>{step}：已完成，用时 {seconds:.1f} 秒（{device}）。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>Version {number} of {count}.</source>
            <translation>第 {number} 个版本，共 {count} 个。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>More versions</source>
            <translation>更多版本</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>painting the style</source>
            <translation>应用风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>Cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>Cancelled: another photo is shown.</source>
            <translation>已取消：当前显示的是另一张照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>Cancelled; the photo is as it was.</source>
            <translation>已取消；照片保持原样。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>There is nothing to clear.</source>
            <translation>没有需要清晰化的内容。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>The photo changed meanwhile and keeps its shape.</source>
            <translation>照片在此期间已更改，形状保持不变。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Paint a smaller area, or choose where texture is taken from, and try again.</source>
            <translation>请涂画更小的区域，或选择纹理来源，然后重试。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Repair</source>
            <translation>修复</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>repairing</source>
            <translation>修复</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Extend</source>
            <translation>扩展</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>extending the photo</source>
            <translation>扩展照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Create</source>
            <translation>创作</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>creating a picture</source>
            <translation>生成图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Texture</source>
            <translation>纹理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>making a texture</source>
            <translation>制作纹理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Adjust</source>
            <translation>调整</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>adjusting the photo</source>
            <translation>调整照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Clear up</source>
            <translation>净化</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>clearing the photo</source>
            <translation>清晰化照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>enlarging the photo</source>
            <translation>放大照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Brush stroke</source>
            <translation>画笔笔触</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Eraser stroke</source>
            <translation>橡皮擦笔触</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Clear mask</source>
            <translation>清除蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Invert mask</source>
            <translation>反转蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Restore mask</source>
            <translation>恢复蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/format.py" />
            <source>a step of the history does not fit</source>
            <translation>历史记录中的某一步不匹配</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/history.py" />
            <source>{name} has another size or kind than the photo</source>
            <translation>{name} 的大小或类型与照片不符</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/history.py" />
            <source>a mask has another size than the photo</source>
            <translation>蒙版与照片尺寸不同</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/history.py" />
            <source>a small picture of the history is too large</source>
            <translation>历史记录的一张小图过大</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/reading.py" />
            <source>its last edit does not fit the photo</source>
            <translation>最后一次编辑与照片不符</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/reading.py" />
            <source>{name} was saved by a later version of VQ Studio; update to open it.</source>
            <translation>{name} 由更新版本的 VQ Studio 保存；请更新后打开。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/reading.py" />
            <source>{name} may not be read by this user; change its permissions.</source>
            <translation>当前用户无权读取 {name}；请更改权限。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/reading.py" />
            <source>it is no project of VQ Studio</source>
            <translation>它不是 VQ Studio 的项目</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/autosave.py" />
            <source>keeping your edits</source>
            <translation>保存您的编辑时</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/left_behind.py" />
            <source>What is kept in {folder} cannot be read ({reason}).</source>
            <translation>无法读取 {folder} 中保留的内容（{reason}）。</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>{count} unsaved edits were kept, but they cannot be read any more; their files are in {folder}.</source>
            <translation>
                <numerusform>保留了 {count} 项未保存的编辑，但已无法读取；其文件位于 {folder}。</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>Recovering {name}…</source>
            <translation>正在恢复 {name}…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>The unsaved edit of {name} cannot be recovered; its files are in {folder}. {reason}</source>
            <translation>{name} 未保存的编辑无法恢复；其文件位于 {folder}。{reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>{sentence} What was kept is in {folder}.</source>
            <translation>{sentence} 保留的内容位于 {folder}。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>recovering an edit</source>
            <translation>恢复编辑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Clone</source>
            <translation>克隆</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Heal</source>
            <translation>修复画笔</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Bring back</source>
            <translation>恢复</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Paint</source>
            <translation>绘画</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Now paint where it should be copied to.</source>
            <translation>现在在要复制到的地方绘制。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Hold Ctrl and click what should be copied, then paint.</source>
            <translation>按住 Ctrl 点击要复制的位置，然后绘制。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>The photo is as it was opened; there is nothing to bring back.</source>
            <translation>照片与打开时相同，没有可恢复的内容。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>retouching the photo</source>
            <translation>修饰照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/histogram.py" />
            <source>Histogram</source>
            <translation>直方图</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/histogram.py" />
            <source>How many pixels are dark (left) and bright (right), in red, green and blue</source>
            <translation>暗（左）和亮（右）像素的数量，按红、绿、蓝</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Auto</source>
            <translation>自动</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Set Fade by how faded the photo looks</source>
            <translation>根据照片的褪色程度设置“褪色”</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Only where I painted</source>
            <translation>仅在涂抹处</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>The mask says where the photo changes</source>
            <translation>由蒙版决定照片哪里改变</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>All sliders back to the middle</source>
            <translation>所有滑块归中</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Apply</source>
            <translation>应用</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Change the photo like this</source>
            <translation>按此更改照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Open a photo to begin.</source>
            <translation>打开一张照片即可开始。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Nothing is painted yet.</source>
            <translation>尚未涂抹任何内容。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>In colour</source>
            <translation>彩色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white</source>
            <translation>黑白</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white, yellow filter</source>
            <translation>黑白，黄色滤镜</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white, red filter</source>
            <translation>黑白，红色滤镜</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white, green filter</source>
            <translation>黑白，绿色滤镜</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white, blue filter</source>
            <translation>黑白，蓝色滤镜</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Exposure</source>
            <translation>曝光</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Darker or brighter: 33 doubles the light</source>
            <translation>更暗或更亮：33 使光线加倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Contrast</source>
            <translation>对比度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Flatter or steeper about the middle grey</source>
            <translation>以中灰为中心，更平或更陡</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Highlights</source>
            <translation>高光</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Bright areas darker or brighter, with their detail</source>
            <translation>让亮部更暗或更亮，保留细节</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Shadows</source>
            <translation>阴影</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Dark areas darker or brighter, with their detail</source>
            <translation>让暗部更暗或更亮，保留细节</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Whites</source>
            <translation>白色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Where white begins: left, nothing is quite white</source>
            <translation>白色的起点：最左侧没有纯白</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Blacks</source>
            <translation>黑色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Where black begins: right, nothing is quite black</source>
            <translation>黑色的起点：最右侧没有纯黑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Warmth</source>
            <translation>色温</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>White balance from blue to yellow</source>
            <translation>从蓝到黄的白平衡</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Tint</source>
            <translation>色调</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>White balance from green to magenta</source>
            <translation>从绿到洋红的白平衡</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Saturation</source>
            <translation>饱和度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Greyer or more vivid</source>
            <translation>更灰或更鲜艳</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Sharpness</source>
            <translation>锐度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Fine detail stands out more; look at it at 100 %</source>
            <translation>突出细节；请在 100 % 下查看</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Fade</source>
            <translation>褪色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Bring back black, white and colours of a faded photo</source>
            <translation>恢复褪色照片的黑、白和颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Colour or black and white</source>
            <translation>彩色或黑白</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>A filter makes things of its colour bright, and those of the opposite one dark</source>
            <translation>滤镜会让同色物体变亮，让互补色物体变暗</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Tone</source>
            <translation>影调</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Colour</source>
            <translation>颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Age and detail</source>
            <translation>年代与细节</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/tab.py" />
            <source>Adjust panel</source>
            <translation>调整面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/tab.py" />
            <source>Show the adjust panel</source>
            <translation>显示调整面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/tab.py" />
            <source>Apply adjustment</source>
            <translation>应用调整</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/tab.py" />
            <source>Change light and colours as the sliders say</source>
            <translation>按滑块改变光线和颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/best.py" />
            <source>How many to draw</source>
            <translation>绘制数量</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/best.py" />
            <source>Draw several pictures; the {kept} that look most like photos are shown</source>
            <translation>绘制多张图片，显示最像照片的 {kept} 张</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/best.py" />
            <source>Draw one</source>
            <translation>随机选一个</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/best.py" />
            <source>Best of {count}</source>
            <translation>{count} 张中最佳</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>The model knows textures, light and colour, hardly any objects: expect dreams, not photos.</source>
            <translation>模型懂得纹理、光线和颜色，但几乎不认识物体：结果更像梦境，而非照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create pictures and textures</source>
            <translation>生成图片和纹理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create panel</source>
            <translation>创作面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Show the create panel</source>
            <translation>显示创作面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Size of the new picture</source>
            <translation>新图片的大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Larger pictures take longer</source>
            <translation>图片越大耗时越长</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Repeats without a seam</source>
            <translation>无缝重复</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>A texture whose left side goes on at the right, and its top at the bottom</source>
            <translation>左边与右边、上边与下边相接的纹理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>New picture</source>
            <translation>新建图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create a picture from nothing</source>
            <translation>凭空生成一张图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>How much to create anew</source>
            <translation>重新生成的比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>How many of the photo's tokens are drawn anew; the others stay as they are</source>
            <translation>重新抽取照片中多少标记；其余保持不变</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create anew</source>
            <translation>重新生成</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Let the model create a variation of this photo</source>
            <translation>让模型生成这张照片的变体</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Versions</source>
            <translation>版本</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>More like this one</source>
            <translation>更多类似的</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create variations of the version that is shown</source>
            <translation>为当前显示的版本生成变体</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Show the photo's tokens</source>
            <translation>显示照片的 Token</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Rest the pointer on a part of the photo to see its code, and where else it is</source>
            <translation>将指针停在照片某处，可查看其编码及其他出现位置</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create something</source>
            <translation>生成内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>What it shows</source>
            <translation>内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>From nothing</source>
            <translation>凭空生成</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>From this photo, create anew</source>
            <translation>从这张照片重新生成</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Of several, keep the best</source>
            <translation>从多张中保留最佳</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>A look inside</source>
            <translation>看看内部</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Open a photo, or begin with a new picture.</source>
            <translation>打开照片，或从新图片开始。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create from this</source>
            <translation>由此生成</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>New texture</source>
            <translation>新建纹理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Let the model make a picture of what is shown</source>
            <translation>让模型把当前画面变成图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Fill a new picture with what is selected, or with the whole photo</source>
            <translation>用所选部分或整张照片填充新图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/border_notice.py" />
            <source>Trim the border</source>
            <translation>裁掉边框</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/border_notice.py" />
            <source>Cut the border off, as a step that can be undone</source>
            <translation>裁掉边框，此步骤可撤销</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/border_notice.py" />
            <source>The photo has a border of {width} px, which would go on. Trim it first.</source>
            <translation>照片有 {width} 像素的边框，扩展时会延续。请先裁掉。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Free shape</source>
            <translation>自由比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>by cropping</source>
            <translation>通过裁剪</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>by extending</source>
            <translation>通过扩展</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>From {width} × {height} to {new_width} × {new_height} pixels.</source>
            <translation>从 {width} × {height} 变为 {new_width} × {new_height} 像素。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Left</source>
            <translation>左</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>left</source>
            <translation>左</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Right</source>
            <translation>右</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>right</source>
            <translation>右</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Top</source>
            <translation>上</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>top</source>
            <translation>上</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Bottom</source>
            <translation>下</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>bottom</source>
            <translation>下</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Turn left</source>
            <translation>向左旋转</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Turn right</source>
            <translation>向右旋转</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Flip left to right</source>
            <translation>水平翻转</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Flip</source>
            <translation>翻转</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Flip top to bottom</source>
            <translation>垂直翻转</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Cut two opposite sides, or extend them</source>
            <translation>裁剪或扩展相对的两边</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Pull the frame inward to crop, outward to let the photo go on; drag inside to move it. With Shift a corner keeps the shape, and both sides move.</source>
            <translation>向内拉动画框即可裁剪，向外拉动则延展照片；在框内拖动可移动画框。按住 Shift 时，拖动角保持形状，拖动边则两侧一起移动。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>How many pixels to add on this side ({side}), or with a minus to cut off; 10% is a tenth</source>
            <translation>在此侧（{side}）添加多少像素，负数则裁掉；10% 即十分之一</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Shape of the photo</source>
            <translation>照片的比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Bring the photo to this shape</source>
            <translation>将照片调整为此比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>How to reach the shape</source>
            <translation>达到此比例的方式</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>A quarter all round</source>
            <translation>四周各四分之一</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Extend every side by a quarter of the photo</source>
            <translation>每边扩展照片的四分之一</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Back to the photo's own frame</source>
            <translation>恢复照片原来的范围</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Straighten</source>
            <translation>拉直</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Turn the photo a little; its corners are cropped</source>
            <translation>略微旋转照片；四角会被裁去</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Resize…</source>
            <translation>调整大小…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Give the photo another number of pixels</source>
            <translation>改变照片的像素数</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Crop, extend or straighten the photo</source>
            <translation>裁剪、扩展或拉直照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Crop</source>
            <translation>裁剪</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Pixels to add, {side}</source>
            <translation>要添加的像素，{side}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Crop, extend, turn</source>
            <translation>裁剪、扩展、旋转</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Turn, flip, resize</source>
            <translation>旋转、翻转、调整大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Trim border</source>
            <translation>裁掉边框</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>{width} × {height} pixels are more than VQ Studio handles; pull the frame back a little.</source>
            <translation>{width} × {height} 像素超出了 VQ Studio 的处理能力；请将裁剪框收回一些。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Pull an edge or a corner of the frame.</source>
            <translation>拉动裁剪框的边或角。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Crop and extend</source>
            <translation>裁剪并扩展</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/shapes.py" />
            <source>changing the photo's shape</source>
            <translation>改变照片形状</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Frame</source>
            <translation>构图</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Crop, extend, turn, straighten</source>
            <translation>裁剪、扩展、旋转、拉直</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Frame panel</source>
            <translation>构图面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Show the frame panel</source>
            <translation>显示构图面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Apply frame</source>
            <translation>应用裁剪框</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Crop or extend the photo to its frame</source>
            <translation>将照片裁剪或扩展到裁剪框</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Turn the photo by a quarter</source>
            <translation>将照片旋转 90°</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Mirror the photo</source>
            <translation>镜像照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Mirror the photo top to bottom</source>
            <translation>上下镜像照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Everywhere</source>
            <translation>任何位置</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Only the green area</source>
            <translation>仅绿色区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Everywhere but the green area</source>
            <translation>绿色区域以外</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Only an area that I paint</source>
            <translation>仅我涂画的区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Everywhere but an area that I paint</source>
            <translation>除我涂画的区域外的所有地方</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Rectangle</source>
            <translation>矩形</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Ellipse</source>
            <translation>椭圆</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Lasso</source>
            <translation>套索</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Polygon</source>
            <translation>多边形</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Tolerance</source>
            <translation>容差</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Drag from corner to corner; with Shift a square. Ctrl takes away.</source>
            <translation>从一角拖到另一角；按住 Shift 为正方形。按住 Ctrl 则减去。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Drag from corner to corner; with Shift a circle. Ctrl takes away.</source>
            <translation>从一角拖到另一角；按住 Shift 为圆形。按住 Ctrl 则减去。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Draw around it. Ctrl takes away.</source>
            <translation>沿边缘绘制。按住 Ctrl 则减去。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Click its corners; a double click or Enter closes it. Ctrl takes away.</source>
            <translation>点击各个角；双击或按 Enter 闭合。按住 Ctrl 则减去。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Click a colour. Ctrl takes away.</source>
            <translation>点击一种颜色。按住 Ctrl 则减去。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Scribble on an object, and all of it is selected. Ctrl takes away.</source>
            <translation>在物体上涂画，即可选中整个物体。按住 Ctrl 则减去。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Ctrl+click what should be copied, then paint where it should be.</source>
            <translation>按 Ctrl 点击要复制的位置，然后在目标处绘制。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Ctrl+click a good place, then paint over a bad one. Light and colour stay.</source>
            <translation>按 Ctrl 点击完好的位置，再涂抹有瑕疵的位置。明暗和颜色保持不变。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint where the photo should be as it was opened.</source>
            <translation>在要恢复为打开时样子的地方绘制。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint strokes of a colour, which is chosen in Create. Ctrl+click takes one from the photo.</source>
            <translation>用颜色绘画，颜色在“创作”中选择。按住 Ctrl 点击可从照片取色。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Objects, scratches, stains or text. Paint a little over the edge; the rest stays as it is.</source>
            <translation>物体、划痕、污渍或文字。涂抹时略超出边缘；其余部分保持不变。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Remove things from the photo</source>
            <translation>从照片中去除物体</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Repair panel</source>
            <translation>修复面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Show the repair panel</source>
            <translation>显示修复面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Brush size</source>
            <translation>画笔大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Diameter in pixels of the photo</source>
            <translation>以照片像素为单位的直径</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>How far colours may differ from the one that is clicked</source>
            <translation>允许颜色与所点颜色相差多少</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Only what hangs together</source>
            <translation>仅相连部分</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Without it, similar colours are selected everywhere in the photo</source>
            <translation>不勾选时，会选中整张照片中相近的颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>What is selected joins the mask (with Ctrl it is taken away)</source>
            <translation>所选内容加入蒙版（按住 Ctrl 则减去）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>What is selected is taken away from the mask (with Ctrl it joins)</source>
            <translation>所选内容从蒙版中减去（按住 Ctrl 则加入）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Unpaint everything</source>
            <translation>清除所有涂抹</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Invert</source>
            <translation>反转</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Swap painted and unpainted</source>
            <translation>交换已涂与未涂的区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Last mask</source>
            <translation>上一个蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Bring back the mask of the last repair</source>
            <translation>恢复上次修复的蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Repair when I lift the brush</source>
            <translation>抬起画笔时修复</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Every stroke is repaired at once, without pressing Repair</source>
            <translation>每一笔都会立即修复，无需按“修复”</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Take texture from</source>
            <translation>纹理取自</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Where repairs may copy from: paint that area in green</source>
            <translation>修复可以从哪里复制：请将该区域涂成绿色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint the green area</source>
            <translation>涂抹绿色区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>The brush paints where texture may be taken from, not what should go</source>
            <translation>画笔涂抹的是可取纹理的区域，而不是要去除的内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Detail</source>
            <translation>细节</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>100 % copies detail from the photo, less makes the fill smoother</source>
            <translation>100% 从照片复制细节，越低填充越平滑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Remove what is painted</source>
            <translation>去除涂抹的内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint over what should go</source>
            <translation>涂抹要去除的内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Mask</source>
            <translation>蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint that area, in green</source>
            <translation>用绿色涂画该区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Previous version</source>
            <translation>上一个版本</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Next version</source>
            <translation>下一个版本</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint source area</source>
            <translation>涂抹取样区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Subtract</source>
            <translation>减去</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>You can go on painting, zooming and panning.</source>
            <translation>您可以继续涂抹、缩放和平移。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Other outcomes of the last repair or extension</source>
            <translation>上次修复或扩展的其他结果</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Show the previous one of several outcomes</source>
            <translation>显示多个结果中的上一个</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Show the next one of several outcomes</source>
            <translation>显示多个结果中的下一个</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint where repairs take texture from</source>
            <translation>涂抹修复从何处取纹理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint the green area, then go back to what should go.</source>
            <translation>先涂抹绿色区域，再回到要去除的内容。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Not right? Try more versions, texture from elsewhere, or undo (Ctrl+Z).</source>
            <translation>效果不理想？试试更多版本、从别处取纹理，或撤销 (Ctrl+Z)。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>Find damage</source>
            <translation>查找损伤</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>looking for damage</source>
            <translation>查找损伤</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>No damage was found. A higher sensitivity finds more.</source>
            <translation>未发现损伤。提高灵敏度可发现更多。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>Less than 0.1 % of the photo looks damaged. Correct the mask, then repair.</source>
            <translation>照片中不到 0.1 % 看起来有损伤。请修正蒙版,然后修复。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>{share:.1%} of the photo looks damaged. Correct the mask, then repair.</source>
            <translation>照片的 {share:.1%} 看起来有损伤。请修正蒙版,然后修复。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>0 keeps to what the photo shows; more makes detail that looks right, but may not be what was there</source>
            <translation>0 只保留照片中可见的内容；数值越大，补出的细节看起来越自然，但未必是原来的样子</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Noise</source>
            <translation>噪点</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Grain and coloured specks; 50 is what a phone makes at night</source>
            <translation>颗粒和彩色斑点;50 相当于手机夜间拍摄</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Blocks</source>
            <translation>块状</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Squares and rims of a JPEG that was saved too small</source>
            <translation>JPEG 过度压缩产生的方块和边缘</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Blur</source>
            <translation>模糊</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Make soft edges sharp; too much draws rims</source>
            <translation>使柔和的边缘变清晰;过强会产生边框</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>One button does what is checked here. Each step can be undone alone; brushes do the rest.</source>
            <translation>一个按钮完成此处勾选的操作。每一步都可单独撤销;其余用画笔完成。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Select what looks damaged</source>
            <translation>选中看起来有损伤的部分</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Sensitivity</source>
            <translation>灵敏度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Less finds only what is certain, more finds what is doubtful</source>
            <translation>较低只找确定的损伤,较高也找可疑的</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Measure</source>
            <translation>测量</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Set the sliders by what the photo has</source>
            <translation>根据照片设置滑块</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>The mask says where the photo gets clear, or detail when it is enlarged</source>
            <translation>蒙版决定照片在何处变清晰，或在放大时在何处补细节</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Take away as much as the sliders say</source>
            <translation>按滑块设置去除</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>2 times</source>
            <translation>2 倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Twice as wide and high, with detail that fits</source>
            <translation>宽高各放大一倍,并补上合适的细节</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>4 times</source>
            <translation>4 倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Four times as wide and high</source>
            <translation>宽高各为四倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Restore this photo</source>
            <translation>复原这张照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Do what is checked, step by step</source>
            <translation>逐步完成勾选的操作</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>The button “Restore this photo” does this</source>
            <translation>“复原这张照片”按钮会执行此项</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Old and unclear photos</source>
            <translation>老旧和不清晰的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Sensitivity to damage</source>
            <translation>损伤灵敏度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Clarity</source>
            <translation>清晰度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Repair damage</source>
            <translation>修复损伤</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Noise, blocks and blur</source>
            <translation>噪点、块状和模糊</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Faded colours</source>
            <translation>褪色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/restorer.py" />
            <source>The photo is restored ({steps}). Undo takes back one step.</source>
            <translation>照片已复原（{steps}）。撤销可退回一步。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/restorer.py" />
            <source>This photo needs nothing.</source>
            <translation>这张照片无需处理。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Restore</source>
            <translation>复原</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Make old and unclear photos whole and clear</source>
            <translation>让老旧和不清晰的照片完整而清晰</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Restore panel</source>
            <translation>复原面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Show the restore panel</source>
            <translation>显示复原面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>measuring the photo</source>
            <translation>测量照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Clear up the photo</source>
            <translation>清晰化照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Enlarge 2 times</source>
            <translation>放大 2 倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Enlarge 4 times</source>
            <translation>放大 4 倍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Repair damage, clear the photo and bring back its colours</source>
            <translation>修复损伤、清晰化照片并恢复色彩</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Select scratches, dust, tears and stains in the mask</source>
            <translation>在蒙版中选中划痕、灰尘、撕裂和污渍</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Take noise, blocks and blur away as the sliders say</source>
            <translation>按滑块去除噪点、块状和模糊</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Four times as wide and high, with detail that fits</source>
            <translation>宽高各为四倍,并补上合适的细节</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>This photo is clear; there is nothing to take away.</source>
            <translation>这张照片很清晰,没有需要去除的。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Empty canvas</source>
            <translation>空白画布</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Open an empty picture of the size above to paint on</source>
            <translation>按上面的尺寸打开一张空白图片以供绘画</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Paint strokes of a colour: Ctrl+click takes one from the photo</source>
            <translation>用颜色绘画：按住 Ctrl 点击可从照片取色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Colour…</source>
            <translation>颜色…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Choose the colour to paint with</source>
            <translation>选择绘画颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>How far to go from the sketch</source>
            <translation>偏离草图的程度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Little keeps to its shapes and colours, much lets the model dream</source>
            <translation>低值保持其形状和颜色，高值让模型自由发挥</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Now {colour}</source>
            <translation>当前 {colour}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>From a sketch</source>
            <translation>由草图</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Paint a few strokes of colour, or open any picture: sky, sea, sand will do.</source>
            <translation>画几笔颜色，或打开任意图片：天空、大海、沙滩就够了。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>How far to go from it</source>
            <translation>偏离的程度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Favourites</source>
            <translation>收藏</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Search styles</source>
            <translation>搜索风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Painting…</source>
            <translation>画作…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Make a style from a picture of a painting; you can also drop it here</source>
            <translation>由画作图片生成风格；也可将其拖放到这里</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Loading the styles…</source>
            <translation>正在载入风格…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Remove from favourites</source>
            <translation>从收藏中移除</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Add to favourites</source>
            <translation>添加到收藏</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>No styles are installed.</source>
            <translation>没有安装任何风格。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Learn it again</source>
            <translation>重新学习</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Learn it</source>
            <translation>学习</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Save as a file to share…</source>
            <translation>保存为可分享的文件…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Remove…</source>
            <translation>移除…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Use the first guess</source>
            <translation>使用最初的猜测</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Use what was learned</source>
            <translation>使用学到的版本</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>A first guess: oil strokes in the painting's colours. Learning takes five minutes.</source>
            <translation>初步猜测：用画作颜色的油画笔触。学习需要五分钟。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Practise this painting for {minutes:.0f} minutes; you can go on working</source>
            <translation>对这幅画练习 {minutes:.0f} 分钟；期间可继续工作</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>End now and keep what was learned</source>
            <translation>立即结束并保留所学内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>End now and keep the style as it was</source>
            <translation>立即结束并保持风格原样</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Share learned</source>
            <translation>已学比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Learning: {minutes}:{seconds:02d} left. You can go on working.</source>
            <translation>学习中：还剩 {minutes}:{seconds:02d}。您可以继续工作。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Keeping what was learned…</source>
            <translation>正在保存所学内容…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Getting ready to learn…</source>
            <translation>正在准备学习…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Learned from its painting.</source>
            <translation>已从画作中学成。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>The first guess. What was learned is kept: right-click the style to use it.</source>
            <translation>这是最初的猜测。学到的版本已保留：右键单击该风格即可使用。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learning.py" />
            <source>Learning a style needs the training extra of VQ Studio (PyTorch), which is not installed here: pip install 'vqstudio[training]'. The first guess works without it.</source>
            <translation>学习风格需要 VQ Studio 的训练组件 (PyTorch)，此处尚未安装：pip install 'vqstudio[training]'。初步估计无需它即可使用。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learning.py" />
            <source>The style was not learned: {reason}</source>
            <translation>未能学习该风格：{reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>loading the models</source>
            <translation>载入模型</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>“{title}” is now among your styles.</source>
            <translation>“{title}”已加入您的风格。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>“{title}” is a first guess; Learn it makes it a good one.</source>
            <translation>“{title}”是初步估计；点“学习”可使其完善。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>adding the style</source>
            <translation>添加风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>changing the style</source>
            <translation>更改风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>Saved as {name}. Dropped on VQ Studio, it joins the styles there.</source>
            <translation>已保存为 {name}。拖放到 VQ Studio 上即可加入那里的风格。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>Open a photo first: a style is practised on it.</source>
            <translation>请先打开照片：风格要在照片上练习。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>One style is being learned already.</source>
            <translation>已有一个风格正在学习。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>learning the style</source>
            <translation>学习风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>saving the style</source>
            <translation>保存风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>removing the style</source>
            <translation>移除风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>“{title}” is learned.</source>
            <translation>“{title}”已学成。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>loading the styles</source>
            <translation>载入风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>How much of the photo's light, dark and shapes stays under the strokes; 0 % is the network alone</source>
            <translation>笔触之下保留多少照片的明暗和形体；0 % 为仅由网络绘制</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>For styles that the network paints; this one keeps the photo's forms anyway</source>
            <translation>用于由网络绘制的风格；此风格本来就保留照片的形体</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Stroke size</source>
            <translation>笔触大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>How large the strokes are on the photo; larger ones are painted faster</source>
            <translation>照片上笔触的大小；笔触越大绘制越快</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Mix with</source>
            <translation>混合</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>A second style that joins the chosen one</source>
            <translation>与所选风格混合的第二种风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Share of the second style</source>
            <translation>第二种风格的比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>0 % is the chosen style alone, 100 % the second one alone</source>
            <translation>0% 仅为所选风格，100% 仅为第二种风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Keep the photo's colours</source>
            <translation>保留照片的颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Only light and dark are painted; the colours stay those of the photo</source>
            <translation>只绘制明暗；颜色保持照片原样</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Everywhere but there</source>
            <translation>涂抹处以外</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>The style leaves the painted area as it is and changes the rest</source>
            <translation>风格不改变涂抹区域，只改变其余部分</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Soft edge</source>
            <translation>柔和边缘</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>The style fades at the edge of the painted area over so many pixels of the photo</source>
            <translation>风格在涂抹区域边缘渐隐的范围（照片像素数）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>The style changes the painted area and leaves the rest as it is</source>
            <translation>风格只改变涂抹区域，其余保持不变</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Apply style</source>
            <translation>应用风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Paint the photo in the chosen style</source>
            <translation>用所选风格绘制照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Its share</source>
            <translation>所占比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>No other style</source>
            <translation>无其他风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>{style} + {other}</source>
            <translation>{style} + {other}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Turn the photo into a painting</source>
            <translation>将照片变成画作</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>A preview: Apply style keeps it, Esc ends it.</source>
            <translation>预览：“应用风格”予以保留，Esc 结束预览。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Paint with the brush to style only a part.</source>
            <translation>用画笔涂抹可只对局部应用风格。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>The style goes where you painted; untick it for the whole photo.</source>
            <translation>风格只作用于您涂画之处；取消勾选则作用于整张照片。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/tab.py" />
            <source>Style panel</source>
            <translation>风格面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/tab.py" />
            <source>Show the style panel</source>
            <translation>显示风格面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/tile.py" />
            <source>Click to apply; F makes it a favourite</source>
            <translation>单击应用；按 F 收藏</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/tile.py" />
            <source>{credit}; a favourite</source>
            <translation>{credit}；已收藏</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Buildings</source>
            <translation>建筑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Flowers</source>
            <translation>花</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Leaves</source>
            <translation>树叶</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Meadow</source>
            <translation>草地</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Mountains</source>
            <translation>山</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Rocks</source>
            <translation>岩石</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Rooms</source>
            <translation>房间</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Sea</source>
            <translation>大海</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Sky</source>
            <translation>天空</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Stone</source>
            <translation>石头</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Water</source>
            <translation>水</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Wood</source>
            <translation>树林</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Anything</source>
            <translation>任意内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>What the new picture shows</source>
            <translation>新图片的内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>What the new picture shows, as far as the model can</source>
            <translation>新图片的内容（尽模型所能）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Use turned copies, too</source>
            <translation>也使用旋转的副本</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>More variety, where neither light nor things have a direction</source>
            <translation>在光线和物体都没有方向时更富变化</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Scale of the texture</source>
            <translation>纹理比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>How large the detail of the photo gets in the texture</source>
            <translation>照片细节在纹理中的大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>{name}, up to {most} pixels</source>
            <translation>{name}，最多 {most} 像素</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>The texture, repeated</source>
            <translation>重复的纹理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>The texture repeated {times} times across and down</source>
            <translation>纹理横竖各重复 {times} 次</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Texture from this photo</source>
            <translation>由这张照片制作纹理</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Scale</source>
            <translation>比例</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Open a photo and select a part of it.</source>
            <translation>打开一张照片并选择其中一部分。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Width of the texture</source>
            <translation>纹理宽度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Height of the texture</source>
            <translation>纹理高度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Made of what is selected.</source>
            <translation>由所选部分制成。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Made of the same part as this texture.</source>
            <translation>与此纹理取自同一部分。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Made of the whole photo. Select a part of it to take only that.</source>
            <translation>由整张照片制成。选择一部分即可只取该部分。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/versions.py" />
            <source>Compute others like it, to choose from</source>
            <translation>计算更多类似结果以供选择</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/versions.py" />
            <source>Version {number} (Alt+Left and Alt+Right flip)</source>
            <translation>版本 {number}（Alt+左/右方向键切换）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/versions.py" />
            <source>Version {number}</source>
            <translation>版本 {number}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>End the preview</source>
            <translation>结束预览</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Undo: {step}</source>
            <translation>撤销：{step}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Nothing to undo</source>
            <translation>没有可撤销的操作</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Redo: {step}</source>
            <translation>重做：{step}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Nothing to redo</source>
            <translation>没有可重做的操作</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Cancel operation</source>
            <translation>取消操作</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Preferences…</source>
            <translation>首选项…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Take back the last step</source>
            <translation>撤销上一步</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Bring back the step that was undone</source>
            <translation>恢复被撤销的步骤</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Stop the running operation</source>
            <translation>停止正在进行的操作</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Choose how VQ Studio looks and works</source>
            <translation>选择 VQ Studio 的外观和工作方式</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Open…</source>
            <translation>打开…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Open recent</source>
            <translation>最近打开的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Paste as new photo</source>
            <translation>粘贴为新照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Save as…</source>
            <translation>另存为…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Copy photo</source>
            <translation>复制照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Photo information…</source>
            <translation>照片信息…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Batch…</source>
            <translation>批处理…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Close photo</source>
            <translation>关闭照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Save the photo</source>
            <translation>保存照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Save the photo under another name</source>
            <translation>以其他名称保存照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Write a file of the photo for elsewhere</source>
            <translation>将照片写入文件，以便用于其他地方</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Copy the photo to the clipboard</source>
            <translation>将照片复制到剪贴板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>What is known of the photo and its file</source>
            <translation>照片及其文件的已知信息</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Edit many photos at once</source>
            <translation>一次编辑多张照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Close the photo that is shown</source>
            <translation>关闭当前显示的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Close the window</source>
            <translation>关闭窗口</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Short guide</source>
            <translation>快速指南</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Sample photo</source>
            <translation>示例照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>About this computer…</source>
            <translation>关于这台电脑…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>About VQ Studio</source>
            <translation>关于 VQ Studio</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>What people do with VQ Studio, on one page</source>
            <translation>一页看懂 VQ Studio 的用法</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Every shortcut on one page</source>
            <translation>一页显示所有快捷键</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Open a photo to try things on</source>
            <translation>打开一张照片来试用</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>What VQ Studio found here, to copy into a report</source>
            <translation>VQ Studio 在此发现的信息，可复制到报告中</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Version and licence</source>
            <translation>版本和许可证</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Bring back last mask</source>
            <translation>恢复上一个蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Feather mask…</source>
            <translation>羽化蒙版…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Load mask…</source>
            <translation>载入蒙版…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Save mask…</source>
            <translation>保存蒙版…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Paint everything</source>
            <translation>涂满整张照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>The mask of the last repair</source>
            <translation>上次修复所用的蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Move the edge of the mask a little outward</source>
            <translation>将蒙版边缘稍微向外移</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Move the edge of the mask a little inward</source>
            <translation>将蒙版边缘稍微向内移</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Soften the edge: styles and adjustments fade out there, a repair replaces all that the mask touches</source>
            <translation>柔化边缘：风格和调整在此处渐隐，修复会替换蒙版触及的一切</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Add the white, or opaque, part of a picture of the photo's size</source>
            <translation>添加与照片同尺寸图片中的白色或不透明部分</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Save the mask as a black and white picture</source>
            <translation>将蒙版保存为黑白图片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Brush</source>
            <translation>画笔</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Paint what should go</source>
            <translation>涂抹要去除的内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Eraser</source>
            <translation>橡皮擦</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Unpaint</source>
            <translation>擦除涂抹</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Swap brush and eraser</source>
            <translation>切换画笔与橡皮擦</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select a rectangle</source>
            <translation>选择矩形区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select an ellipse</source>
            <translation>选择椭圆区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select what you draw around</source>
            <translation>选择圈出的区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select between corners that you click</source>
            <translation>选择所点各角之间的区域</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select similar colours by a click</source>
            <translation>单击选择相近的颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Scribble on an object to select it</source>
            <translation>在物体上涂画以选中它</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Paint a copy of another place: Ctrl+click it first</source>
            <translation>把别处画到这里：先按 Ctrl 点击来源</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>As clone, but with the light and colour of where you paint</source>
            <translation>同克隆，但保持绘制处的明暗和颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Paint the photo as it was opened</source>
            <translation>画回照片打开时的样子</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Smaller brush</source>
            <translation>缩小画笔</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Larger brush</source>
            <translation>放大画笔</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Change between brush and eraser</source>
            <translation>在画笔与橡皮擦之间切换</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Make the brush smaller</source>
            <translation>将画笔变小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Make the brush larger</source>
            <translation>将画笔变大</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Rest the pointer on the photo to see its codes; T hides them.</source>
            <translation>将指针停在照片上可查看编码；按 T 隐藏。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Fit in window</source>
            <translation>适合窗口</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>100 %</source>
            <translation>100%</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Next photo</source>
            <translation>下一张照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Previous photo</source>
            <translation>上一张照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Compare by divider</source>
            <translation>用分割线比较</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Compare side by side</source>
            <translation>并排比较</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show mask</source>
            <translation>显示蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Mask as</source>
            <translation>蒙版显示为</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Overlay</source>
            <translation>叠加</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>The mask as a tint on the photo</source>
            <translation>以颜色覆盖在照片上显示蒙版</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Marching ants</source>
            <translation>蚂蚁线</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>The outline of what is at least half selected</source>
            <translation>至少选中一半的区域的轮廓</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>The mask alone, white on black</source>
            <translation>单独显示蒙版，黑底白色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show tokens</source>
            <translation>显示 Token</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Pixel grid</source>
            <translation>像素网格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Rulers</source>
            <translation>标尺</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Side panel</source>
            <translation>侧面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>History</source>
            <translation>历史记录</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show less of the photo, larger</source>
            <translation>显示照片更小的部分，放得更大</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show more of the photo, smaller</source>
            <translation>显示照片更大的部分，缩得更小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show the whole photo</source>
            <translation>显示整张照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>One pixel of the photo on one of the screen</source>
            <translation>照片的一个像素对应屏幕的一个像素</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show the next of the open photos</source>
            <translation>显示下一张打开的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show the previous of the open photos</source>
            <translation>显示上一张打开的照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Before left of it, after right of it</source>
            <translation>左为修改前，右为修改后</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Before and after in two views</source>
            <translation>用两个视图显示修改前后</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show or hide what is painted</source>
            <translation>显示或隐藏涂抹的内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show which code stands for each part of the photo</source>
            <translation>显示照片各部分对应的编码</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Lines between the pixels of the photo, from 800 % on</source>
            <translation>照片像素之间的线，从 800% 起显示</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Rulers in pixels of the photo</source>
            <translation>以照片像素为单位的标尺</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show or hide the side panel</source>
            <translation>显示或隐藏侧面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show or hide the steps of the history</source>
            <translation>显示或隐藏历史步骤</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>info: {text}</source>
            <translation>提示：{text}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>warning: {text}</source>
            <translation>警告：{text}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>error: {text}</source>
            <translation>错误：{text}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>Details…</source>
            <translation>详情…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>Show what happened, to copy into a report</source>
            <translation>显示发生了什么，可复制到报告中</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>Dismiss</source>
            <translation>关闭</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>Dismiss this message</source>
            <translation>关闭此消息</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/first_hint.py" />
            <source>Paint over what should go, then press Repair. Wheel zooms, Space moves, F1 shows all shortcuts.</source>
            <translation>涂抹要去除的内容，然后按“修复”。滚轮缩放，空格移动，F1 显示所有快捷键。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/first_hint.py" />
            <source>Close this hint (Esc)</source>
            <translation>关闭此提示 (Esc)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/first_hint.py" />
            <source>Close this hint</source>
            <translation>关闭此提示</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/history.py" />
            <source>Opened</source>
            <translation>打开</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/history.py" />
            <source>Too long ago: its memory was needed for newer steps</source>
            <translation>时间太久：其内存已让给较新的步骤</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/keeping.py" />
            <source>The preview has ended; the photo is as it was.</source>
            <translation>预览已结束，照片保持原样。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/main_window.py" />
            <source>Paint over what should go, then press Repair.</source>
            <translation>涂抹要去除的内容，然后按“修复”。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/main_window.py" />
            <source>Waiting for a photo of the batch…</source>
            <translation>正在等待批处理中的一张照片…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/main_window.py" />
            <source>Starting…</source>
            <translation>正在开始…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Remove something</source>
            <translation>移除物体</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Paint over it, a little over its edge too, and press Repair. If you do not like what comes, choose More versions, or paint in green where to copy from.</source>
            <translation>涂画要移除的内容（略微超出其边缘），然后按“修复”。如果不满意，请选择“更多版本”，或用绿色涂出复制来源。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Rest on a style to see your photo in it; a click paints it. Strength, stroke size and colours show at once. Painted areas can be styled alone.</source>
            <translation>将指针停在风格上即可预览照片效果；单击即应用。强度、笔触大小和颜色会立即显示。也可只对涂画的区域应用风格。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Extend or crop</source>
            <translation>扩展或裁剪</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Pull the frame outward and the photo goes on there; pull it inward to crop. Turn and straighten beside it.</source>
            <translation>向外拉边框，照片会在那里延续；向内拉则裁剪。旁边可旋转和拉直。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Compare</source>
            <translation>对比</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Hold the key to see the photo as it was, or put before and after side by side. Undo takes back any step, the history several.</source>
            <translation>按住该键可查看原来的照片，也可并排显示前后效果。撤销可取消任一步骤，历史记录可取消多步。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Your original stays: the first time Save asks for a new name. Export writes a smaller copy, or another kind of file, for elsewhere.</source>
            <translation>原文件会保留：首次保存时会询问新名称。导出可写出较小的副本或其他格式的文件。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Show before, while held</source>
            <translation>按住时显示修改前</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>This is a defect of VQ Studio. The text below helps to find it.</source>
            <translation>这是 VQ Studio 自身的错误。下面的文字有助于查找原因。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>What VQ Studio found here.</source>
            <translation>VQ Studio 在此发现的信息。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>Looking at this computer…</source>
            <translation>正在检查这台电脑…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>VQ Studio {version}</source>
            <translation>VQ Studio {version}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>A photo editor whose repair and style tools run on vector-quantised models, on your own computer. No photo leaves it.

Apache License 2.0</source>
            <translation>一款照片编辑器，其修复与风格工具在您自己的电脑上以向量量化模型运行。照片不会离开这台电脑。

Apache 许可证 2.0</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>What happened</source>
            <translation>发生了什么</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>About this computer</source>
            <translation>关于这台电脑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>looking at this computer</source>
            <translation>检查这台电脑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;Mask</source>
            <translation>蒙版(&amp;M)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;Tools</source>
            <translation>工具(&amp;T)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Tools</source>
            <translation>工具</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Like the desktop</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{width} × {height}, {number} megapixels</source>
            <translation>{width} × {height}，{number} 百万像素</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{bits} bits per channel</source>
            <translation>每通道 {bits} 位</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Not said in the file</source>
            <translation>文件中未注明</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{bits}, with transparency</source>
            <translation>{bits}，含透明度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>A profile without a name</source>
            <translation>未命名的配置文件</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{profile} (no profile in the file)</source>
            <translation>{profile}（文件中没有配置文件）</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>In the metadata; exporting can leave it out</source>
            <translation>在元数据中；导出时可略去</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>None in the metadata</source>
            <translation>元数据中没有</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>The file is not there any more</source>
            <translation>文件已不存在</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Size on disk</source>
            <translation>文件大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Pixels</source>
            <translation>像素</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Depth</source>
            <translation>位深</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Colour profile</source>
            <translation>颜色配置文件</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Camera</source>
            <translation>相机</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Lens</source>
            <translation>镜头</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Taken</source>
            <translation>拍摄时间</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{number} s</source>
            <translation>{number} 秒</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Photo information</source>
            <translation>照片信息</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Copy all of it to the clipboard</source>
            <translation>全部复制到剪贴板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Not saved yet</source>
            <translation>尚未保存</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>The best that works</source>
            <translation>可用的最佳设备</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>NVIDIA 显卡 (CUDA)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Any graphics card (WebGPU)</source>
            <translation>任意显卡 (WebGPU)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Processor</source>
            <translation>处理器</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Preferences</source>
            <translation>首选项</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>The language of the window, from the next start on</source>
            <translation>窗口的语言，下次启动时生效</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>The colours of the window</source>
            <translation>窗口的颜色</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>What the models run on</source>
            <translation>运行模型的设备</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>When the steps need more, the oldest can no longer be undone</source>
            <translation>步骤占用超出时，最早的步骤将无法撤销</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Repair when the brush is lifted</source>
            <translation>抬起画笔时修复(&amp;R)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>What is kept comes back at the next start after a crash</source>
            <translation>崩溃后下次启动时会恢复已保存的内容</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Of JPEG, WebP and AVIF; PNG, JPEG XL, TIFF and BMP lose nothing</source>
            <translation>适用于 JPEG、WebP 和 AVIF；PNG、JPEG XL、TIFF 和 BMP 是无损的</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>How many photos “Open recent” lists; 0 keeps none</source>
            <translation>“最近打开的照片”列出的数量；0 表示不保留</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Clear &amp;list</source>
            <translation>清空列表(&amp;L)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Open the lo&amp;g folder</source>
            <translation>打开日志文件夹(&amp;G)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Where VQ Studio writes what it does, for reports</source>
            <translation>VQ Studio 记录运行情况的位置，供报告使用</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Reset to &amp;defaults</source>
            <translation>恢复默认值(&amp;D)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Set everything on this page back</source>
            <translation>重置此页上的所有设置</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Close</source>
            <translation>关闭(&amp;C)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Trying it…</source>
            <translation>正在尝试…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>The language changes when VQ Studio is started again.</source>
            <translation>重新启动 VQ Studio 后语言才会改变。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>La&amp;nguage</source>
            <translation>语言(&amp;N)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Theme</source>
            <translation>主题(&amp;T)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Mod&amp;els run on</source>
            <translation>模型运行于(&amp;E)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Memory for undo</source>
            <translation>撤销所用内存(&amp;M)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Autosave every</source>
            <translation>自动保存间隔(&amp;A)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Quality of saved photos</source>
            <translation>保存照片的质量(&amp;Q)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Recent &amp;photos kept</source>
            <translation>保留的最近照片数(&amp;P)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>No program here opens folders; the log is in {folder}</source>
            <translation>这台电脑上没有可打开文件夹的程序；日志位于 {folder}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Style gallery</source>
            <translation>风格库</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Zoom to the pointer</source>
            <translation>以指针为中心缩放</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Wheel</source>
            <translation>滚轮</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Move the photo</source>
            <translation>移动照片</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Space + drag</source>
            <translation>空格 + 拖动</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Middle button</source>
            <translation>鼠标中键</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Straight line</source>
            <translation>直线</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Shift + click</source>
            <translation>Shift + 单击</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Keep the frame's shape at a corner, pull both sides at an edge</source>
            <translation>拖动角时保持画框形状，拖动边时两侧一起移动</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Shift + drag</source>
            <translation>Shift + 拖动</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Move the frame</source>
            <translation>移动画框</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Arrow keys, with Shift farther</source>
            <translation>方向键，按住 Shift 移动更远</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Apply the frame</source>
            <translation>应用裁剪框</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Enter</source>
            <translation>回车</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Put the frame back</source>
            <translation>重置裁剪框</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Select a square or a circle</source>
            <translation>选择正方形或圆形</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Take away from the mask</source>
            <translation>从蒙版中减去</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Ctrl + select</source>
            <translation>Ctrl + 选择</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Close a polygon</source>
            <translation>闭合多边形</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Double click, Enter</source>
            <translation>双击、回车</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Move with the keyboard</source>
            <translation>用键盘移动</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Arrow keys</source>
            <translation>方向键</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>See the photo in a style</source>
            <translation>预览照片的风格效果</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Rest on it</source>
            <translation>指针悬停其上</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Next style</source>
            <translation>下一个风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Apply the style</source>
            <translation>应用该风格</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Make it a favourite</source>
            <translation>设为收藏</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/parts.py" />
            <source>Cancel what is running first (Esc), then go back in the history.</source>
            <translation>请先取消正在运行的操作 (Esc)，再回到历史记录。</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/side_panel.py" />
            <source>{title} panel</source>
            <translation>{title}面板</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Not {device}: {reason}</source>
            <translation>未使用 {device}：{reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Photo size</source>
            <translation>照片尺寸</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Zoom: 100 % shows every pixel of the photo</source>
            <translation>缩放：100% 显示照片的每个像素</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Looking for a device to run the models on</source>
            <translation>正在查找运行模型的设备</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Device: not known yet</source>
            <translation>设备：尚未确定</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Zoom {zoom}</source>
            <translation>缩放 {zoom}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Models run on {device}. {reason}</source>
            <translation>模型运行于 {device}。{reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>No models</source>
            <translation>没有模型</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>No models: {reason}</source>
            <translation>没有模型：{reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>{size:.1f} megapixels</source>
            <translation>{size:.1f} 百万像素</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Retouching tools</source>
            <translation>修饰工具</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Brush size in pixels of the photo</source>
            <translation>以照片像素为单位的画笔大小</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Hold to see the photo as it was opened (\)</source>
            <translation>按住查看打开时的照片 (\)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Compare with before</source>
            <translation>比较修改前后</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Selection tools</source>
            <translation>选择工具</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Hardness</source>
            <translation>硬度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>How sharp the edge of the brush is</source>
            <translation>画笔边缘的锐利程度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Opacity</source>
            <translation>不透明度</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>How much of the copy a stroke lays on</source>
            <translation>一笔覆盖多少</translation>
        </message>
    </context>
</TS>
