<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>vqstudio</name>
        <message>
            <location filename="vqstudio/app.py" />
            <source>Something went wrong that VQ Studio did not expect. Please save your work. Log: {path}</source>
            <translation>Es ist etwas schiefgegangen, womit VQ Studio nicht gerechnet hat. Bitte speichern Sie Ihre Arbeit. Protokoll: {path}</translation>
        </message>
        <message>
            <location filename="vqstudio/app.py" />
            <source>Unexpected error</source>
            <translation>Unerwarteter Fehler</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>The results would be written among the photos in {folder}; choose another folder.</source>
            <translation>Die Ergebnisse würden zu den Fotos in {folder} geschrieben; wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No photo among them has a mask of the same name in the folder of masks.</source>
            <translation>Zu keinem dieser Fotos liegt im Maskenordner eine Maske gleichen Namens.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{folder} is no folder; give the folder that the masks are in.</source>
            <translation>{folder} ist kein Ordner; geben Sie den Ordner mit den Masken an.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{path} is no file; give the picture that is the mask.</source>
            <translation>{path} ist keine Datei; geben Sie das Bild an, das die Maske ist.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{folder} is no folder; give the folder that the results are to be in.</source>
            <translation>{folder} ist kein Ordner; geben Sie den Ordner an, in den die Ergebnisse sollen.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>The masks in {folder} would be mixed up with photos or results; put them into a folder of their own.</source>
            <translation>Die Masken in {folder} würden mit Fotos oder Ergebnissen verwechselt; legen Sie sie in einen eigenen Ordner.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>Two photos would both be written as {path}; give them different names.</source>
            <translation>Zwei Fotos würden beide als {path} geschrieben; geben Sie ihnen verschiedene Namen.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{path} is a link to a photo, which would be lost; remove the link.</source>
            <translation>{path} ist eine Verknüpfung mit einem Foto, das verloren ginge; entfernen Sie die Verknüpfung.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No photo below {folder} has a mask of the same name in the folder of masks.</source>
            <translation>Zu keinem Foto unter {folder} liegt im Maskenordner eine Maske gleichen Namens.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No photo among them has an ending that VQ Studio opens.</source>
            <translation>Keines dieser Fotos hat eine Endung, die VQ Studio öffnet.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No photo below {folder} has an ending that VQ Studio opens.</source>
            <translation>Kein Foto unter {folder} hat eine Endung, die VQ Studio öffnet.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>{folder} is no folder; give the folder that the photos are in.</source>
            <translation>{folder} ist kein Ordner; geben Sie den Ordner mit den Fotos an.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>A cluster needs Dask: pip install 'vqstudio[cluster]', here and on the workers.</source>
            <translation>Ein Cluster braucht Dask: pip install 'vqstudio[cluster]', hier und auf den Workern.</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>No Dask scheduler answers at {address} ({reason}).</source>
            <translation>Kein Dask-Scheduler antwortet unter {address} ({reason}).</translation>
        </message>
        <message>
            <location filename="vqstudio/batch.py" />
            <source>a defect of VQ Studio ({kind}: {reason})</source>
            <translation>ein Fehler in VQ Studio ({kind}: {reason})</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/adjust.py" />
            <source>--adjust takes NAME=VALUE,..., such as exposure=0.5,contrast=0.2, not {text}; the names are {names}.</source>
            <translation>--adjust nimmt NAME=WERT,..., etwa exposure=0.5,contrast=0.2, nicht {text}; die Namen sind {names}.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/adjust.py" />
            <source>--adjust names {name} twice; name it once.</source>
            <translation>--adjust nennt {name} zweimal; nennen Sie es einmal.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/adjust.py" />
            <source>{name} must be a number, not {value}.</source>
            <translation>{name} muss eine Zahl sein, nicht {value}.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/batch.py" />
            <source>--masks gives every photo its own mask and --mask all of them the same; give one of them.</source>
            <translation>--masks gibt jedem Foto eine eigene Maske und --mask allen dieselbe; geben Sie eines davon an.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/batch.py" />
            <source>A batch does one kind of work: give --style, --adjust, or --restore with or without --enlarge.</source>
            <translation>Ein Stapel macht eine Art von Arbeit: geben Sie --style, --adjust oder --restore mit oder ohne --enlarge an.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/batch.py" />
            <source>--faithful goes with --restore or --enlarge; leave it out.</source>
            <translation>--faithful gehört zu --restore oder --enlarge; lassen Sie es weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/batch.py" />
            <source>Say what to do: --masks FOLDER or --mask MASK to repair, --style NAME to paint, --restore, --enlarge 2 or --adjust NAME=VALUE,...</source>
            <translation>Sagen Sie, was zu tun ist: --masks ORDNER oder --mask MASKE zum Reparieren, --style NAME zum Malen, --restore, --enlarge 2 oder --adjust NAME=WERT,...</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/create.py" />
            <source>--like and --sketch both say what to start from; leave one of them out.</source>
            <translation>--like und --sketch geben beide an, wovon auszugehen ist; lassen Sie eines davon weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/create.py" />
            <source>--like gives a picture of the photo's own size; leave --size and --tileable out.</source>
            <translation>--like liefert ein Bild in der Größe des Fotos; lassen Sie --size und --tileable weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/create.py" />
            <source>A picture from a sketch cannot repeat without a seam; leave one of the two out.</source>
            <translation>Ein Bild aus einer Skizze kann sich nicht nahtlos wiederholen; lassen Sie eines von beiden weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/style.py" />
            <source>--outside and --feather say where a mask ends; give one with --mask.</source>
            <translation>--outside und --feather legen fest, wo eine Maske endet; geben Sie mit --mask eine an.</translation>
        </message>
        <message>
            <location filename="vqstudio/commands/texture.py" />
            <source>--area and --mask both say what to take; leave one of them out.</source>
            <translation>--area und --mask sagen beide, was genommen wird; lassen Sie eines weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is a picture of another kind</source>
            <translation>{name} ist ein Bild anderer Art</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is damaged or cut off and cannot be opened; get another copy of it.</source>
            <translation>{name} ist beschädigt oder abgeschnitten und lässt sich nicht öffnen; besorgen Sie sich eine andere Kopie.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is damaged and cannot be opened ({reason}); get another copy of it.</source>
            <translation>{name} ist beschädigt und lässt sich nicht öffnen ({reason}); besorgen Sie sich eine andere Kopie.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} claims {width}x{height} pixels</source>
            <translation>{name} gibt {width}x{height} Pixel an</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>it has far too many parts</source>
            <translation>sie hat viel zu viele Teile</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is packed in a way that VQ Studio does not use</source>
            <translation>{name} ist so gepackt, wie VQ Studio es nie tut</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>it unpacks to far more than its size</source>
            <translation>entpackt wäre sie viel größer als ihr Umfang</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is larger than any part should be</source>
            <translation>{name} ist größer, als ein Teil sein sollte</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>two of its parts have one name</source>
            <translation>zwei ihrer Teile haben denselben Namen</translation>
        </message>
        <message>
            <location filename="vqstudio/core/archive.py" />
            <source>{name} is far too short for its size</source>
            <translation>{name} ist für seine Größe viel zu kurz</translation>
        </message>
        <message>
            <location filename="vqstudio/core/colour_tags.py" />
            <source>The photo has a high dynamic range (HDR); what is brighter than white is shown, and edited by models, as white.</source>
            <translation>Das Foto hat einen hohen Dynamikumfang (HDR); was heller als Weiß ist, wird als Weiß gezeigt und von den Modellen so bearbeitet.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/colour_tags.py" />
            <source>The photo's colours are described in a way that is not known here; they are shown as sRGB.</source>
            <translation>Die Farben des Fotos sind auf eine hier unbekannte Weise beschrieben; sie werden als sRGB gezeigt.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/deep_reading.py" />
            <source>a picture of 16 bits per channel cannot be read</source>
            <translation>ein Bild mit 16 Bit je Kanal ist nicht lesbar</translation>
        </message>
        <message>
            <location filename="vqstudio/core/document.py" />
            <source>A photo must be 8-bit RGB or RGBA, not {kind} {shape}.</source>
            <translation>Ein Foto muss RGB oder RGBA mit 8 Bit sein, nicht {kind} {shape}.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/document.py" />
            <source>This edit does not fit the photo any more; please run it again.</source>
            <translation>Diese Bearbeitung passt nicht mehr zum Foto; bitte führen Sie sie noch einmal aus.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/document.py" />
            <source>The photo changed while this edit was computed; please run it again.</source>
            <translation>Das Foto hat sich während der Berechnung geändert; bitte führen Sie die Bearbeitung noch einmal aus.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/document.py" />
            <source>The photo's 16-bit pixels do not belong to its 8-bit ones.</source>
            <translation>Die 16-Bit-Pixel des Fotos gehören nicht zu seinen 8-Bit-Pixeln.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/encoding.py" />
            <source>{format} files hold up to {longest} pixels a side, the photo has {width}x{height}; choose PNG or TIFF.</source>
            <translation>{format}-Dateien fassen bis zu {longest} Pixel je Seite, das Foto hat {width}x{height}; wählen Sie PNG oder TIFF.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/encoding.py" />
            <source>The quality of a photo is 1 to 100, not {quality}.</source>
            <translation>Die Qualität eines Fotos muss zwischen 1 und 100 liegen, nicht bei {quality}.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/encoding.py" />
            <source>The longest side of a photo has at least 1 pixel, not {longest_side}.</source>
            <translation>Die längste Seite eines Fotos hat mindestens 1 Pixel, nicht {longest_side}.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/enlarging.py" />
            <source>The photo would have {width}x{height} pixels, more than VQ Studio opens; choose a smaller factor.</source>
            <translation>Das Foto hätte {width}x{height} Pixel, mehr als VQ Studio öffnet; wählen Sie einen kleineren Faktor.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The photo's metadata (XMP) is damaged and was left out.</source>
            <translation>Die Metadaten (XMP) des Fotos sind beschädigt und wurden weggelassen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The mask {name} is {width}x{height} pixels, the photo {photo_width}x{photo_height}; they must have the same size.</source>
            <translation>Die Maske {name} hat {width}x{height} Pixel, das Foto {photo_width}x{photo_height}; sie müssen gleich groß sein.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} is a raw camera file; install its support with: pip install 'vqstudio[raw]', or convert it to TIFF or JPEG.</source>
            <translation>{name} ist eine Rohdatei einer Kamera; installieren Sie die Unterstützung mit: pip install 'vqstudio[raw]', oder wandeln Sie sie in TIFF oder JPEG um.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} is a folder; give a file name.</source>
            <translation>{name} ist ein Ordner; geben Sie einen Dateinamen an.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The folder {folder} does not exist; create it or choose another one.</source>
            <translation>Den Ordner {folder} gibt es nicht; legen Sie ihn an oder wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The folder {folder} is read-only; choose another one.</source>
            <translation>Der Ordner {folder} ist schreibgeschützt; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>VQ Studio does not save {suffix}; use one of {known}.</source>
            <translation>VQ Studio speichert keine {suffix}-Dateien; wählen Sie eine dieser Endungen: {known}.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>JPEG XL cannot be saved without its support; install it with: pip install 'vqstudio[jxl]', or choose another format.</source>
            <translation>JPEG XL kann ohne dessen Unterstützung nicht gespeichert werden; installieren Sie sie mit: pip install 'vqstudio[jxl]', oder wählen Sie ein anderes Format.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} has several frames or pages; the first one was opened.</source>
            <translation>{name} hat mehrere Bilder oder Seiten; das erste wurde geöffnet.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>The folder {folder} cannot be created ({reason}); choose another one.</source>
            <translation>Der Ordner {folder} lässt sich nicht anlegen ({reason}); wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} cannot be written ({reason}); choose another name.</source>
            <translation>{name} kann nicht geschrieben werden ({reason}); wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} was not saved: {reason}</source>
            <translation>{name} wurde nicht gespeichert: {reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} was saved without some of the photo's metadata ({kinds}): a {format} file has no place for it.</source>
            <translation>{name} wurde ohne einen Teil der Metadaten des Fotos gespeichert ({kinds}): Eine {format}-Datei hat keinen Platz dafür.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} was saved without the largest parts of the photo's EXIF ({tags}): a {format} file holds 64 KB.</source>
            <translation>{name} wurde ohne die größten Teile des EXIF des Fotos gespeichert ({tags}): Eine {format}-Datei fasst 64 KB.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>VQ Studio does not save files without a suffix; use one of {known}.</source>
            <translation>VQ Studio speichert keine Dateien ohne Endung; wählen Sie eine von diesen: {known}.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/files.py" />
            <source>{name} holds several pictures; the largest one was opened.</source>
            <translation>{name} enthält mehrere Bilder; das größte wurde geöffnet.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/history.py" />
            <source>a step of its history does not fit</source>
            <translation>ein Schritt des Verlaufs passt nicht</translation>
        </message>
        <message>
            <location filename="vqstudio/core/history.py" />
            <source>its pictures have different sizes</source>
            <translation>die Bilder darin sind verschieden groß</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} claims to have {width}x{height} pixels; VQ Studio opens up to {most} megapixels; reduce it with another program first.</source>
            <translation>{name} gibt {width}x{height} Pixel an, VQ Studio öffnet bis zu {most} Megapixel; verkleinern Sie es zuerst mit einem anderen Programm.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} is a TIFF of a kind that stores each colour apart (planar) and that VQ Studio cannot read; save it as an ordinary (interleaved) TIFF with another program first.</source>
            <translation>{name} ist ein TIFF einer Art, die jede Farbe getrennt speichert (planar) und die VQ Studio nicht lesen kann; speichern Sie die Datei zuerst mit einem anderen Programm als gewöhnliches TIFF (interleaved).</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} is damaged: its tiles claim to have {width}x{height} pixels, far more than the photo itself; get another copy of it.</source>
            <translation>{name} ist beschädigt: Seine Kacheln geben {width}x{height} Pixel an, weit mehr als das Foto selbst; besorgen Sie sich eine andere Kopie.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} is of a kind that is slow to decode and has {width}x{height} pixels, more than {most} megapixels; save it as PNG or TIFF with another program first.</source>
            <translation>{name} ist von einer Art, die langsam zu lesen ist, und hat {width}x{height} Pixel, mehr als {most} Megapixel; speichern Sie die Datei zuerst mit einem anderen Programm als PNG oder TIFF.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} is a JPEG of {scans} passes, which would take very long to decode; save it as an ordinary JPEG with another program first.</source>
            <translation>{name} ist ein JPEG mit {scans} Durchgängen, dessen Dekodierung sehr lange dauern würde; speichern Sie es zuerst mit einem anderen Programm als gewöhnliches JPEG.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_limits.py" />
            <source>{name} claims to have {width}x{height} pixels but is far too short for them, so it is damaged or cut off; get another copy of it.</source>
            <translation>{name} gibt {width}x{height} Pixel an, ist dafür aber viel zu kurz, also beschädigt oder abgeschnitten; besorgen Sie sich eine andere Kopie.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo has more than 8 bits per colour; it was reduced to 8 bits.</source>
            <translation>Das Foto hat mehr als 8 Bit je Farbkanal; es wurde auf 8 Bit verringert.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo's colour profile is that of a scanner or camera; the photo was converted to sRGB by it.</source>
            <translation>Das Farbprofil des Fotos ist das eines Scanners oder einer Kamera; das Foto wurde damit in sRGB umgerechnet.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo's colour profile is damaged or made for other kinds of pixels and was left out; colours may differ.</source>
            <translation>Das Farbprofil des Fotos ist beschädigt oder für eine andere Art von Pixeln gemacht und wurde weggelassen; Farben können abweichen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo was converted from CMYK to RGB without a usable colour profile; colours may differ.</source>
            <translation>Das Foto wurde ohne brauchbares Farbprofil von CMYK in RGB umgewandelt; Farben können abweichen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo was converted from CMYK to sRGB by its colour profile.</source>
            <translation>Das Foto wurde über sein Farbprofil von CMYK in sRGB umgewandelt.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo was converted from Lab to sRGB colours.</source>
            <translation>Das Foto wurde von Lab in sRGB umgewandelt.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/image_modes.py" />
            <source>The photo was converted from grey to sRGB by its colour profile.</source>
            <translation>Das Foto wurde über sein Farbprofil von Graustufen in sRGB umgewandelt.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/jpeg_xl.py" />
            <source>The photo's colours were converted to sRGB when it was decoded; dark tones may show steps.</source>
            <translation>Die Farben des Fotos wurden beim Dekodieren in sRGB umgewandelt; dunkle Töne können Stufen zeigen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/mask.py" />
            <source>The mask is {width}x{height} pixels, the photo {photo_width}x{photo_height}; they must have the same size.</source>
            <translation>Die Maske hat {width}x{height} Pixel, das Foto {photo_width}x{photo_height}; sie müssen gleich groß sein.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/mask.py" />
            <source>A mask must be an 8-bit grey image, not {kind} {shape}.</source>
            <translation>Eine Maske muss ein Graustufenbild mit 8 Bit sein, nicht {kind} {shape}.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/memory.py" />
            <source>There is not enough memory for this; close other programs or take a smaller photo.</source>
            <translation>Dafür reicht der Speicher nicht; schließen Sie andere Programme oder nehmen Sie ein kleineres Foto.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/metadata_reading.py" />
            <source>The photo's metadata (EXIF) is damaged and was left out.</source>
            <translation>Die Metadaten (EXIF) des Fotos sind beschädigt und wurden weggelassen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/metadata_reading.py" />
            <source>The photo's file also holds a video, a brightness map (HDR) or a depth map; they are not kept when it is saved, so keep the original too.</source>
            <translation>Die Datei des Fotos enthält auch ein Video, eine Helligkeitskarte (HDR) oder eine Tiefenkarte; sie bleiben beim Speichern nicht erhalten, behalten Sie deshalb auch das Original.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/metadata_reading.py" />
            <source>A part of the photo's metadata (extended XMP) cannot be kept and was left out.</source>
            <translation>Ein Teil der Metadaten des Fotos (erweitertes XMP) lässt sich nicht erhalten und wurde weggelassen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/metadata_reading.py" />
            <source>Texts in the photo's file are longer than 1 MB and were left out.</source>
            <translation>Texte in der Datei des Fotos sind länger als 1 MB und wurden weggelassen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/psd.py" />
            <source>{name} holds layers alone, without the flattened picture; save it in Photoshop with 'Maximize Compatibility', or as TIFF or PNG.</source>
            <translation>{name} enthält nur Ebenen, kein zusammengefügtes Bild; speichern Sie die Datei in Photoshop mit „Kompatibilität maximieren“ oder als TIFF oder PNG.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/psd.py" />
            <source>{name} has layers; the flattened picture in it was opened.</source>
            <translation>{name} hat Ebenen; geöffnet wurde das zusammengefügte Bild darin.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/raw.py" />
            <source>{name} is a raw file that VQ Studio cannot develop, or it is damaged; convert it to TIFF or JPEG with the camera's own program.</source>
            <translation>{name} ist eine Rohdatei, die VQ Studio nicht entwickeln kann, oder sie ist beschädigt; wandeln Sie sie mit dem Programm der Kamera in TIFF oder JPEG um.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/raw.py" />
            <source>{name} is larger than any raw file of a camera ({most} MB at most); get another copy of it.</source>
            <translation>{name} ist größer als jede Rohdatei einer Kamera (höchstens {most} MB); besorgen Sie eine andere Kopie.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/recovery.py" />
            <source>Your edits cannot be kept for after a crash: {reason}. Save the photo yourself.</source>
            <translation>Ihre Bearbeitung kann nicht für den Fall eines Absturzes gesichert werden: {reason}. Speichern Sie das Foto selbst.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/recovery.py" />
            <source>An edit was kept by a later version of VQ Studio; update to go on with it.</source>
            <translation>Eine Bearbeitung hat eine neuere Version von VQ Studio aufbewahrt; aktualisieren Sie, um damit weiterzuarbeiten.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/recovery.py" />
            <source>There is not enough memory to go on with the kept edit; close other programs.</source>
            <translation>Der Speicher reicht nicht, um mit der aufbewahrten Bearbeitung weiterzuarbeiten; schließen Sie andere Programme.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} is a device or a pipe; choose another name.</source>
            <translation>{name} ist ein Gerät oder eine Pipe; wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: it cannot be stored as {kind}; choose another format.</source>
            <translation>{name} wurde nicht gespeichert: Es lässt sich nicht als {kind} speichern; wählen Sie ein anderes Format.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} is write-protected; choose another name.</source>
            <translation>{name} ist schreibgeschützt; wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: the folder {folder} does not exist; choose another one.</source>
            <translation>{name} wurde nicht gespeichert: Den Ordner {folder} gibt es nicht; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: there is a folder of that name; choose another name.</source>
            <translation>{name} wurde nicht gespeichert: Es gibt einen Ordner dieses Namens; wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: there is not enough memory; close other programs and save again.</source>
            <translation>{name} wurde nicht gespeichert: Der Arbeitsspeicher reicht nicht; schließen Sie andere Programme und speichern Sie erneut.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: this installation's Pillow was built without {kind}; choose another format.</source>
            <translation>{name} wurde nicht gespeichert: Das Pillow dieser Installation kennt {kind} nicht; wählen Sie ein anderes Format.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: another program has it open; close it there, or choose another name.</source>
            <translation>{name} wurde nicht gespeichert: Ein anderes Programm hat die Datei geöffnet; schließen Sie sie dort oder wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: the folder {folder} is read-only; choose another one.</source>
            <translation>{name} wurde nicht gespeichert: Der Ordner {folder} ist schreibgeschützt; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: the disk is full; free some space and save again.</source>
            <translation>{name} wurde nicht gespeichert: Der Datenträger ist voll; schaffen Sie Platz und speichern Sie erneut.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: {reason}; choose another folder or name.</source>
            <translation>{name} wurde nicht gespeichert: {reason}; wählen Sie einen anderen Ordner oder Namen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} was not saved: its name leads nowhere; choose another one.</source>
            <translation>{name} wurde nicht gespeichert: Der Name führt nirgendwohin; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/replacing.py" />
            <source>{name} could not be written to its end ({reason}); all of it is in {other}, beside it.</source>
            <translation>{name} konnte nicht zu Ende geschrieben werden ({reason}); alles davon liegt daneben in {other}.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a picture is of another kind</source>
            <translation>ein Bild ist von anderer Art</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a picture has an impossible shape</source>
            <translation>ein Bild hat eine unmögliche Form</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a picture is larger than any photo</source>
            <translation>ein Bild ist größer als jedes Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a picture has too few or too many parts</source>
            <translation>ein Bild hat zu wenige oder zu viele Teile</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a part of it is no file</source>
            <translation>ein Teil davon ist keine Datei</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a part of it is damaged</source>
            <translation>ein Teil davon ist beschädigt</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a part of it is cut off</source>
            <translation>ein Teil davon ist abgeschnitten</translation>
        </message>
        <message>
            <location filename="vqstudio/core/tiles.py" />
            <source>a part of it has another size</source>
            <translation>ein Teil davon hat eine andere Größe</translation>
        </message>
        <message>
            <location filename="vqstudio/core/transform.py" />
            <source>Nothing of the photo would be left; draw the frame around a part of it.</source>
            <translation>Vom Foto bliebe nichts übrig; ziehen Sie den Rahmen um einen Teil davon.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/transform.py" />
            <source>A photo can have 1 to {longest:,} pixels a side, not {width} x {height}.</source>
            <translation>Ein Foto kann 1 bis {longest:,} Pixel je Seite haben, nicht {width} x {height}.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>A part of the steps of {name} could not be recovered; the photo itself is complete.</source>
            <translation>Ein Teil der Schritte von {name} ließ sich nicht wiederherstellen; das Foto selbst ist vollständig.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>{name} as it was opened could not be recovered, so it is compared with the recovered photo.</source>
            <translation>{name} in der Form, in der es geöffnet wurde, ließ sich nicht wiederherstellen; verglichen wird mit dem wiederhergestellten Foto.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>The mask of {name} could not be recovered; the photo itself is complete.</source>
            <translation>Die Maske von {name} ließ sich nicht wiederherstellen; das Foto selbst ist vollständig.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>Untitled</source>
            <translation>Ohne Titel</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>the photo is empty</source>
            <translation>das Foto ist leer</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>a step of its history is of two depths</source>
            <translation>ein Schritt des Verlaufs hat zweierlei Farbtiefe</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>a mask is of another kind</source>
            <translation>eine Maske ist von anderer Art</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unfinished.py" />
            <source>its history is larger than any</source>
            <translation>der Verlauf ist größer, als einer sein kann</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>There is not enough memory to open {name}; close other programs and try again.</source>
            <translation>Der Arbeitsspeicher reicht nicht, um {name} zu öffnen; schließen Sie andere Programme und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is not an image that VQ Studio can read; choose a JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF, HEIC, JPEG XL, JPEG 2000, PSD or raw file.</source>
            <translation>{name} ist kein Bild, das VQ Studio lesen kann; wählen Sie eine JPEG-, PNG-, WebP-, TIFF-, BMP-, GIF-, AVIF-, HEIC-, JPEG-XL-, JPEG-2000-, PSD- oder Raw-Datei.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a folder; open one of the photos in it.</source>
            <translation>{name} ist ein Ordner; öffnen Sie eines der Fotos darin.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a device or a pipe; copy what comes from it into a file and open that.</source>
            <translation>{name} ist ein Gerät oder eine Pipe; kopieren Sie, was daraus kommt, in eine Datei und öffnen Sie diese.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is empty (0 bytes), so there is no photo in it; get another copy of it.</source>
            <translation>{name} ist leer (0 Byte), also ist kein Foto darin; besorgen Sie sich eine andere Kopie.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a folder; choose a file.</source>
            <translation>{name} ist ein Ordner; wählen Sie eine Datei.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is larger than any file of its kind ({most} MB at most); get another copy of it.</source>
            <translation>{name} ist größer als jede Datei dieser Art (höchstens {most} MB); besorgen Sie sich eine andere Kopie.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a HEIC photo; install its support with: pip install 'vqstudio[heif]'.</source>
            <translation>{name} ist ein HEIC-Foto; installieren Sie dessen Unterstützung mit: pip install 'vqstudio[heif]'.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a JPEG XL photo; install its support with: pip install 'vqstudio[jxl]'.</source>
            <translation>{name} ist ein JPEG-XL-Foto; installieren Sie dessen Unterstützung mit: pip install 'vqstudio[jxl]'.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is not an image, whatever its name says, or it is damaged from the start; get another copy or choose another file.</source>
            <translation>{name} ist trotz seines Namens kein Bild oder schon am Dateianfang beschädigt; besorgen Sie sich eine andere Kopie oder wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} does not exist; it may have been moved or renamed.</source>
            <translation>{name} gibt es nicht; vielleicht wurde es verschoben oder umbenannt.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} may not be read by this user; change its permissions or copy it elsewhere.</source>
            <translation>{name} darf von diesem Benutzer nicht gelesen werden; ändern Sie die Zugriffsrechte oder kopieren Sie es anderswohin.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is damaged, or a kind of {kind} that VQ Studio cannot read; save it as an ordinary RGB file with another program first.</source>
            <translation>{name} ist beschädigt oder eine Art von {kind}, die VQ Studio nicht lesen kann; speichern Sie es zuerst mit einem anderen Programm als gewöhnliche RGB-Datei.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is a link to a file that does not exist any more; open another photo.</source>
            <translation>{name} verweist auf eine Datei, die es nicht mehr gibt; öffnen Sie ein anderes Foto.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} cannot be read ({reason}); check the disk or copy it elsewhere.</source>
            <translation>{name} lässt sich nicht lesen ({reason}); prüfen Sie den Datenträger oder kopieren Sie es anderswohin.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} holds texts or a colour profile that unpack to far more than a photo needs; save it without metadata with another program first.</source>
            <translation>{name} enthält Texte oder ein Farbprofil, die entpackt weit größer sind, als ein Foto braucht; speichern Sie es zuerst mit einem anderen Programm ohne Metadaten.</translation>
        </message>
        <message>
            <location filename="vqstudio/core/unreadable.py" />
            <source>{name} is damaged, or a kind of image that VQ Studio cannot read; save it as an ordinary RGB file with another program first.</source>
            <translation>{name} ist beschädigt oder eine Art von Bild, die VQ Studio nicht lesen kann; speichern Sie es zuerst mit einem anderen Programm als gewöhnliche RGB-Datei.</translation>
        </message>
        <message>
            <location filename="vqstudio/demo.py" />
            <source>Paint mask</source>
            <translation>Maske malen</translation>
        </message>
        <message>
            <location filename="vqstudio/doctor.py" />
            <source>There is no display, so the window cannot open; try 'vqstudio demo -o FOLDER' or 'vqstudio --help'.</source>
            <translation>Es gibt keine Anzeige, daher lässt sich das Fenster nicht öffnen; versuchen Sie 'vqstudio demo -o ORDNER' oder 'vqstudio --help'.</translation>
        </message>
        <message>
            <location filename="vqstudio/doctor.py" />
            <source>The display {display} does not answer, so the window cannot open; set DISPLAY to one that does, or try 'vqstudio demo -o FOLDER'.</source>
            <translation>Die Anzeige {display} antwortet nicht, deshalb lässt sich das Fenster nicht öffnen; setzen Sie DISPLAY auf eine, die antwortet, oder versuchen Sie „vqstudio demo -o ORDNER“.</translation>
        </message>
        <message>
            <location filename="vqstudio/doctor.py" />
            <source>The window needs system libraries that are missing; install them with: {command}</source>
            <translation>Dem Fenster fehlen Systembibliotheken; installieren Sie sie mit: {command}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/best.py" />
            <source>The best can be chosen of 1 to {most} pictures, not of {drawn}.</source>
            <translation>Das beste lässt sich aus 1 bis {most} Bildern wählen, nicht aus {drawn}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/best.py" />
            <source>Of {drawn} pictures {kept} cannot be kept; draw more or keep fewer.</source>
            <translation>Von {drawn} Bildern können nicht {kept} behalten werden; zeichnen Sie mehr oder behalten Sie weniger.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/best.py" />
            <source>Creating {number} of {drawn}</source>
            <translation>Bild {number} von {drawn} wird erzeugt</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/adjust.py" />
            <source>The adjustment goes too far: exposure at most {most:g} stops up or down, fade and sharpness 0 to 1, all others -1 to 1; black and white is one of {greys}.</source>
            <translation>Die Anpassung geht zu weit: Belichtung höchstens {most:g} Blendenstufen auf oder ab, Verblassen und Schärfe 0 bis 1, alles andere -1 bis 1; Schwarzweiß ist eines von {greys}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/adjust.py" />
            <source>Adjusting</source>
            <translation>Wird angepasst</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/clear.py" />
            <source>Noise, compression and blur must be between 0 and 1.</source>
            <translation>Rauschen, Kompression und Unschärfe müssen zwischen 0 und 1 liegen.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/clear.py" />
            <source>How faithful a result is must be between 0 and 1.</source>
            <translation>Wie treu ein Ergebnis ist, muss zwischen 0 und 1 liegen.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/clear.py" />
            <source>Clearing</source>
            <translation>Wird klar gemacht</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>The share to create anew must be above 0 and at most 1, not {share}.</source>
            <translation>Der Anteil, der neu erzeugt wird, muss über 0 und höchstens bei 1 liegen, nicht bei {share}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>The freedom must be between 0 and 1, not {freedom}.</source>
            <translation>Die Freiheit muss zwischen 0 und 1 liegen, nicht {freedom}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>A sketch needs at least {least}x{least} pixels; this one has {width}x{height}.</source>
            <translation>Eine Skizze braucht mindestens {least}x{least} Pixel; diese hat {width}x{height}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>The pack {pack} has no token prior; install one that has.</source>
            <translation>Das Paket {pack} hat keinen Token-Prior; installieren Sie eines, das einen hat.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/create.py" />
            <source>Creating</source>
            <translation>Wird erzeugt</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/enlarge.py" />
            <source>A photo can be enlarged up to {most:g} times, and more than once, not by {factor:g}.</source>
            <translation>Ein Foto kann bis zu {most:g}-fach vergrößert werden, auch mehrmals, aber nicht {factor:g}-fach.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/enlarge.py" />
            <source>Enlarging</source>
            <translation>Wird vergrößert</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/extend.py" />
            <source>Nothing is to be extended; give at least one side a margin above 0, and none below.</source>
            <translation>Nichts ist zu erweitern; geben Sie mindestens einer Seite einen Rand über 0 und keiner einen unter 0.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/extend.py" />
            <source>The extended photo would have {width}x{height} pixels; VQ Studio handles up to {most} megapixels.</source>
            <translation>Das erweiterte Foto hätte {width}x{height} Pixel; VQ Studio bewältigt bis zu {most} Megapixel.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/reconstruct.py" />
            <source>Encoding and decoding</source>
            <translation>Wird kodiert und dekodiert</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/repair.py" />
            <source>The detail must be between 0 and 1, not {detail}.</source>
            <translation>Der Wert für Details muss zwischen 0 und 1 liegen, nicht bei {detail}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>Painting</source>
            <translation>Wird gemalt</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>The strength must be between 0 and 1, not {strength}.</source>
            <translation>Die Stärke muss zwischen 0 und 1 liegen, nicht bei {strength}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>The forms must be between 0 and 1, not {forms}.</source>
            <translation>„forms“ muss zwischen 0 und 1 liegen, nicht {forms}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>The brush scale must be between {least} and {most}, not {scale}.</source>
            <translation>Die Strichgröße muss zwischen {least} und {most} liegen, nicht bei {scale}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>The feather must be between 0 and the photo's longest side, not {feather}.</source>
            <translation>Die weiche Kante muss zwischen 0 und der längsten Seite des Fotos liegen, nicht bei {feather}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/style.py" />
            <source>Nothing is selected; paint where the style should go, or apply it to the whole photo.</source>
            <translation>Nichts ist ausgewählt; übermalen Sie, wohin der Stil soll, oder wenden Sie ihn auf das ganze Foto an.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/texture.py" />
            <source>The scale must be between {least:g} and {most:g}, not {scale:g}.</source>
            <translation>Der Maßstab muss zwischen {least:g} und {most:g} liegen, nicht {scale:g}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/features/texture.py" />
            <source>Laying the texture</source>
            <translation>Textur wird gelegt</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/models.py" />
            <source>The pack {pack!r} is not installed (installed: {ids}).</source>
            <translation>Das Paket {pack!r} ist nicht installiert (installiert: {ids}).</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/models.py" />
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/models.py" />
            <source>The pack {pack} has no styles; choose a paint pack.</source>
            <translation>Das Paket {pack} hat keine Stile; wählen Sie ein Malpaket.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/models.py" />
            <source>No model pack is installed.</source>
            <translation>Kein Modellpaket ist installiert.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>ONNX Runtime {version} is too old for it; install 1.24.4 or later.</source>
            <translation>ONNX Runtime {version} ist dafür zu alt; installieren Sie 1.24.4 oder neuer.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>This ONNX Runtime is built without CUDA.</source>
            <translation>Diese ONNX Runtime ist ohne CUDA gebaut.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>No graphics card with Vulkan, Metal or Direct3D 12 was found on this computer.</source>
            <translation>Auf diesem Computer wurde keine Grafikkarte mit Vulkan, Metal oder Direct3D 12 gefunden.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>No NVIDIA driver was found on this computer.</source>
            <translation>Auf diesem Computer wurde kein NVIDIA-Treiber gefunden.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>It is not installed; install the extra 'webgpu'.</source>
            <translation>Es ist nicht installiert; installieren Sie das Extra „webgpu“.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/backends.py" />
            <source>The Vulkan loader is missing; install libvulkan1 (in Fedora: vulkan-loader).</source>
            <translation>Der Vulkan-Lader fehlt; installieren Sie libvulkan1 (in Fedora: vulkan-loader).</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/model_files.py" />
            <source>The model file {name} uses {what}, which VQ Studio does not run; install the pack again.</source>
            <translation>Die Modelldatei {name} verwendet {what}, was VQ Studio nicht ausführt; installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/model_files.py" />
            <source>The model file {name} is no model; install the pack again.</source>
            <translation>Die Modelldatei {name} ist kein Modell; installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/model_files.py" />
            <source>The model file {name} keeps weights in another file, which VQ Studio does not load; install the pack again.</source>
            <translation>Die Modelldatei {name} hat Gewichte in einer anderen Datei, die VQ Studio nicht lädt; installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The manifest of the pack {pack} cannot be read ({reason}); install the pack again.</source>
            <translation>Das Manifest des Pakets {pack} lässt sich nicht lesen ({reason}); installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The manifest of the pack {pack} is not valid: {reason}.</source>
            <translation>Das Manifest des Pakets {pack} ist ungültig: {reason}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The pack {pack} is damaged: {problems}. Install it again.</source>
            <translation>Das Paket {pack} ist beschädigt: {problems}. Installieren Sie es neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>{name} is not a model pack: it has no {file}.</source>
            <translation>{name} ist kein Modellpaket: Es hat keine Datei {file}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The pack {pack} has the schema version {version!r}, this VQ Studio knows {known}; update VQ Studio or the pack.</source>
            <translation>Das Paket {pack} hat die Schemaversion {version!r}, dieses VQ Studio kennt {known}; aktualisieren Sie VQ Studio oder das Paket.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>{file} is missing or cannot be read</source>
            <translation>{file} fehlt oder lässt sich nicht lesen</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>{file} has {found} bytes instead of {wanted}</source>
            <translation>{file} hat {found} statt {wanted} Byte</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>{file} was changed (its hash differs)</source>
            <translation>{file} wurde geändert (die Prüfsumme weicht ab)</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>it is no text of a usual size</source>
            <translation>es ist kein Text von üblicher Größe</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The pack in {folder} has the id {pack} of another pack; it is left out.</source>
            <translation>Das Paket in {folder} hat dieselbe Kennung wie ein anderes Paket ({pack}); es wird ausgelassen.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>The folder of packs {folder} cannot be read ({reason}).</source>
            <translation>Der Ordner mit den Paketen {folder} lässt sich nicht lesen ({reason}).</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>There is not enough memory for the pack {pack}; close other programs.</source>
            <translation>Für das Paket {pack} reicht der Speicher nicht; schließen Sie andere Programme.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/pack.py" />
            <source>it is nested too deeply</source>
            <translation>es ist zu tief verschachtelt</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>its refiner knows other subjects than its prior</source>
            <translation>sein Verfeinerer kennt andere Motive als sein Prior</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>it has no {graph}</source>
            <translation>es hat kein {graph}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>{file} is not what the {graph} of such a pack is</source>
            <translation>{file} ist nicht das, was {graph} in einem solchen Paket ist</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>it has two styles of the name {style}</source>
            <translation>es hat zwei Stile mit dem Namen {style}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>the style {style} does not fit its models</source>
            <translation>der Stil {style} passt nicht zu den Modellen</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>the palette of the style {style} ends within a colour</source>
            <translation>die Palette des Stils {style} endet mitten in einer Farbe</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/promises.py" />
            <source>{file} is not listed among its files</source>
            <translation>{file} steht nicht unter seinen Dateien</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>{device} stopped working, so the processor goes on; choose a device in the preferences to try again. ({reason})</source>
            <translation>{device} ist ausgefallen, daher macht der Prozessor weiter; wählen Sie in den Einstellungen ein Gerät, um es erneut zu versuchen. ({reason})</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>The graphics card ran a test inference and gave the right numbers.</source>
            <translation>Die Grafikkarte hat eine Proberechnung ausgeführt und richtig gerechnet.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>The processor was chosen.</source>
            <translation>Der Prozessor wurde gewählt.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>It is there but cannot be used: {reason}</source>
            <translation>Es ist vorhanden, aber nicht nutzbar: {reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>Its libraries are missing; install the extra '{extra}'.</source>
            <translation>Seine Bibliotheken fehlen; installieren Sie das Extra „{extra}“.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>It stopped working.</source>
            <translation>Es ist ausgefallen.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>No graphics card can be used.</source>
            <translation>Keine Grafikkarte ist nutzbar.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>{device} was chosen but cannot be used.</source>
            <translation>{device} wurde gewählt, ist aber nicht nutzbar.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>A test inference gave wrong numbers.</source>
            <translation>Eine Proberechnung ergab falsche Zahlen.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>It was not chosen.</source>
            <translation>Es wurde nicht gewählt.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/providers.py" />
            <source>{device} comes first.</source>
            <translation>{device} hat Vorrang.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} failed: {reason}</source>
            <translation>Das Modell {name} des Pakets {pack} ist gescheitert: {reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The pack {pack} has no {graph}; install one that has.</source>
            <translation>Das Paket {pack} hat kein {graph}; installieren Sie eines, das es hat.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model file {name} differs from its manifest: {problems}.</source>
            <translation>Die Modelldatei {name} weicht von ihrem Manifest ab: {problems}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} needs more memory than a model may have; install the pack again.</source>
            <translation>Das Modell {name} des Pakets {pack} braucht mehr Speicher, als ein Modell haben darf; installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>There is not enough memory for the model {name}; close other programs or take a smaller photo.</source>
            <translation>Für das Modell {name} reicht der Speicher nicht; schließen Sie andere Programme oder nehmen Sie ein kleineres Foto.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model file {name} cannot be loaded: {reason}</source>
            <translation>Die Modelldatei {name} lässt sich nicht laden: {reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} gave {what} of a wrong size or type; install the pack again.</source>
            <translation>Das Modell {name} des Pakets {pack} lieferte {what} in falscher Größe oder Art; installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} gave a picture of a wrong size; install the pack again.</source>
            <translation>Das Modell {name} des Pakets {pack} lieferte ein Bild falscher Größe; installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/packs/sessions.py" />
            <source>The model {name} of the pack {pack} gave invalid numbers (NaN or infinite); install the pack again.</source>
            <translation>Das Modell {name} des Pakets {pack} lieferte Werte, die keine Zahlen sind (NaN oder unendlich); installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/extend.py" />
            <source>Extending</source>
            <translation>Wird erweitert</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/holes.py" />
            <source>Repairing</source>
            <translation>Wird repariert</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/holes.py" />
            <source>Nothing is selected; paint over what should be repaired first.</source>
            <translation>Nichts ist ausgewählt; übermalen Sie zuerst, was repariert werden soll.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/holes.py" />
            <source>Repairing part {number} of {count}</source>
            <translation>Teil {number} von {count} wird repariert</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/regions.py" />
            <source>The area to take texture from is empty or too small; leave at least {side}x{side} pixels of it outside the repair.</source>
            <translation>Der Bereich, aus dem Textur entnommen wird, ist leer oder zu klein; lassen Sie davon mindestens {side}x{side} Pixel außerhalb der Reparatur.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/repair/regions.py" />
            <source>The whole photo is selected, so nothing is left to repair it from; select a part of it.</source>
            <translation>Das ganze Foto ist ausgewählt, also bleibt nichts, woraus es repariert werden könnte; wählen Sie einen Teil aus.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/restoration.py" />
            <source>Damage, noise, compression, blur and fade must be between 0 and 1.</source>
            <translation>Schäden, Rauschen, Kompression, Unschärfe und Verblassen müssen zwischen 0 und 1 liegen.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/restoration.py" />
            <source>A photo must be enlarged 1 to {most:g} times, not {factor:g}.</source>
            <translation>Ein Foto muss 1- bis {most:g}-fach vergrößert werden, nicht {factor:g}-fach.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/restoration.py" />
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>Starting</source>
            <translation>Wird gestartet</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>The style {title!r} came without its painting; drop the painting here.</source>
            <translation>Der Stil {title!r} kam ohne sein Gemälde; ziehen Sie das Gemälde hierher.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>Without a token prior created pictures cannot be compared.</source>
            <translation>Ohne einen Token-Prior lassen sich erzeugte Bilder nicht vergleichen.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>No pack with styles is installed (installed: {ids}).</source>
            <translation>Kein Paket mit Stilen ist installiert (installiert: {ids}).</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/studio.py" />
            <source>Looking for damage</source>
            <translation>Schäden werden gesucht</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>My styles</source>
            <translation>Meine Stile</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>The style {title!r} was learned with another version of the pack {pack}; learn it again.</source>
            <translation>Der Stil {title!r} wurde mit einer anderen Version des Pakets {pack} gelernt; lernen Sie ihn neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>The style {title!r} has only one version; there is no other to use.</source>
            <translation>Den Stil {title!r} gibt es nur in einer Fassung; eine andere ist nicht da.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>There is no file {path}.</source>
            <translation>Es gibt keine Datei {path}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/files.py" />
            <source>{name} is not a style file of VQ Studio, or it is damaged.</source>
            <translation>{name} ist keine Stildatei von VQ Studio oder beschädigt.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/guess.py" />
            <source>This pack cannot make a style from a painting; learn it by  python -m {module} learn-style.</source>
            <translation>Dieses Paket kann aus einem Gemälde keinen Stil machen; lernen Sie ihn mit  python -m {module} learn-style.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>The style {name!r} is none of your own.</source>
            <translation>Der Stil {name!r} gehört nicht zu Ihren eigenen.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>There is no folder for styles of one's own.</source>
            <translation>Es gibt keinen Ordner für eigene Stile.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>No pack with styles is installed; install one, then drop the painting again.</source>
            <translation>Kein Paket mit Stilen ist installiert; installieren Sie eines und ziehen Sie das Gemälde erneut hierher.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>The folder for your styles cannot be made: {folder}.</source>
            <translation>Der Ordner für Ihre Stile lässt sich nicht anlegen: {folder}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/library.py" />
            <source>The style was not removed: {path} cannot be deleted ({reason}).</source>
            <translation>Der Stil wurde nicht entfernt: {path} lässt sich nicht löschen ({reason}).</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Oil</source>
            <translation>Öl</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Watercolour</source>
            <translation>Aquarell</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Woodcut and ink</source>
            <translation>Holzschnitt und Tusche</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Pastel and pencil</source>
            <translation>Pastell und Bleistift</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Modern</source>
            <translation>Modern</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Impression, Sunrise</source>
            <translation>Impression, Sonnenaufgang</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Irises</source>
            <translation>Schwertlilien</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Night Café</source>
            <translation>Nachtcafé</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Woman with a Hat</source>
            <translation>Frau mit Hut</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Little Blue Horse</source>
            <translation>Kleines blaues Pferd</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>La Grande Jatte</source>
            <translation>La Grande Jatte</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Picture Book</source>
            <translation>Bilderbuch</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Coloured Pencil</source>
            <translation>Buntstift</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Pointillism</source>
            <translation>Pointillismus</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Cartoon</source>
            <translation>Cartoon</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Starry Night</source>
            <translation>Sternennacht</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Wheat Field</source>
            <translation>Weizenfeld</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Water Lilies</source>
            <translation>Seerosen</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Tahiti</source>
            <translation>Tahiti</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Ink Wash</source>
            <translation>Tuschmalerei</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Great Wave</source>
            <translation>Große Welle</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Engraving</source>
            <translation>Kupferstich</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>The Scream</source>
            <translation>Der Schrei</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Pastel</source>
            <translation>Pastell</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Pencil</source>
            <translation>Bleistift</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Charcoal</source>
            <translation>Kohle</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Udnie</source>
            <translation>Udnie</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Composition</source>
            <translation>Komposition</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Mosaic</source>
            <translation>Mosaik</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>Halftone Print</source>
            <translation>Rasterdruck</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Vincent van Gogh, 1889</source>
            <translation>nach Vincent van Gogh, 1889</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Vincent van Gogh, 1888</source>
            <translation>nach Vincent van Gogh, 1888</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Claude Monet, 1872</source>
            <translation>nach Claude Monet, 1872</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Claude Monet, 1919</source>
            <translation>nach Claude Monet, 1919</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Henri Matisse, 1905</source>
            <translation>nach Henri Matisse, 1905</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Franz Marc, 1912</source>
            <translation>nach Franz Marc, 1912</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Georges Seurat, 1886</source>
            <translation>nach Georges Seurat, 1886</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Beatrix Potter, 1900s</source>
            <translation>nach Beatrix Potter, um 1900</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Paul Gauguin, 1890s</source>
            <translation>nach Paul Gauguin, 1890er Jahre</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Katsushika Hokusai, 1831</source>
            <translation>nach Katsushika Hokusai, 1831</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Edvard Munch, 1893</source>
            <translation>nach Edvard Munch, 1893</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Francis Picabia, 1913</source>
            <translation>nach Francis Picabia, 1913</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>after Piet Mondrian, 1913</source>
            <translation>nach Piet Mondrian, 1913</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/names.py" />
            <source>drawn by code</source>
            <translation>per Code gezeichnet</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/paint.py" />
            <source>The weights of the styles in {mixture!r} must not be negative, and not all 0.</source>
            <translation>Die Gewichte der Stile in {mixture!r} dürfen nicht negativ und nicht alle 0 sein.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/paint.py" />
            <source>There is no style {name!r}; the installed styles are: {names}.</source>
            <translation>Es gibt keinen Stil {name!r}; installiert sind: {names}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/paint.py" />
            <source>The weight {weight!r} of the style {name!r} is not a number.</source>
            <translation>Das Gewicht {weight!r} des Stils {name!r} ist keine Zahl.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/style/paint.py" />
            <source>Reading the photo</source>
            <translation>Das Foto wird gelesen</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The area {x},{y},{width},{height} is not inside the photo, which has {photo_width}x{photo_height} pixels; give X,Y,W,H in pixels from its top left corner.</source>
            <translation>Der Bereich {x},{y},{width},{height} liegt nicht im Foto von {photo_width}x{photo_height} Pixeln; geben Sie X,Y,W,H in Pixeln von der linken oberen Ecke an.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The mask selects nothing; select the part of the photo that the texture is to be made of.</source>
            <translation>Die Maske wählt nichts aus; wählen Sie den Teil des Fotos, aus dem die Textur werden soll.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The sides of a texture have {least} to {most} pixels, not {width}x{height}.</source>
            <translation>Die Seiten einer Textur haben {least} bis {most} Pixel, nicht {width}x{height}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The area has {width}x{height} pixels at the scale of the texture, and a texture takes at least {least}x{least}; select more, or scale it up.</source>
            <translation>Der Bereich hat im Maßstab der Textur {width}x{height} Pixel, nötig sind mindestens {least}x{least}; wählen Sie mehr aus oder vergrößern Sie ihn.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/area.py" />
            <source>The area is transparent; select a part of the photo that can be seen.</source>
            <translation>Der Bereich ist durchsichtig; wählen Sie einen sichtbaren Teil des Fotos.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/texture/texture.py" />
            <source>The area is too small or too thin for a texture; select more, or scale it up.</source>
            <translation>Der Bereich ist für eine Textur zu klein oder zu schmal; wählen Sie mehr aus oder vergrößern Sie ihn.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/create.py" />
            <source>A new picture has at most {side}x{side} pixels, or as many in another shape, not {width}x{height}.</source>
            <translation>Ein neues Bild hat höchstens {side}x{side} Pixel oder ebenso viele in anderem Seitenverhältnis, nicht {width}x{height}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/create.py" />
            <source>The sides of a picture that repeats must be multiples of {multiple} up to {most} pixels, not {width}x{height}.</source>
            <translation>Die Seiten eines Bildes, das sich wiederholt, müssen Vielfache von {multiple} und höchstens {most} Pixel lang sein, nicht {width}x{height}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/create.py" />
            <source>The model that creates pictures knows no subjects; leave the subject out.</source>
            <translation>Das Modell, das Bilder erschafft, kennt keine Motive; lassen Sie das Motiv weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/create.py" />
            <source>There is no subject {name}; choose one of: {known}.</source>
            <translation>Ein Motiv {name} gibt es nicht; wählen Sie eines von: {known}.</translation>
        </message>
        <message>
            <location filename="vqstudio/engine/tokens/tokenizer.py" />
            <source>The quantizer of the pack {pack} gave tokens that it has not; install the pack again.</source>
            <translation>Der Quantisierer des Pakets {pack} lieferte Token, die es nicht gibt; installieren Sie das Paket neu.</translation>
        </message>
        <message>
            <location filename="vqstudio/room.py" />
            <source>VQ Studio needs at least {needed} MB of memory, more than it is allowed; raise the limit (ulimit -v) or close other programs.</source>
            <translation>VQ Studio braucht mindestens {needed} MB Speicher, mehr als ihm erlaubt ist; erhöhen Sie die Grenze (ulimit -v) oder schließen Sie andere Programme.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/controller.py" />
            <source>The batch is through: {summary}</source>
            <translation>Der Stapel ist fertig: {summary}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/controller.py" />
            <source>The batch goes on; File, Batch… shows it.</source>
            <translation>Der Stapel läuft weiter; zu sehen ist er unter „Datei“ &gt; „Stapelverarbeitung…“.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Batch</source>
            <translation>Stapelverarbeitung</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>How the batch stands</source>
            <translation>Stand des Stapels</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Progress of the batch</source>
            <translation>Fortschritt des Stapels</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Open folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Show the results in the file manager</source>
            <translation>Die Ergebnisse in der Dateiverwaltung zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Retry failed</source>
            <translation>Fehlgeschlagene wiederholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Try the photos again that failed</source>
            <translation>Die fehlgeschlagenen Fotos erneut bearbeiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Stop</source>
            <translation>Stoppen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Give up the photo under way too; what is done stays</source>
            <translation>Auch das laufende Foto abbrechen; was fertig ist, bleibt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Pause</source>
            <translation>Pausieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Finish the photo under way, then wait</source>
            <translation>Das laufende Foto fertigstellen, dann warten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Start</source>
            <translation>Starten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Edit the photos, one after another</source>
            <translation>Die Fotos nacheinander bearbeiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/dialog.py" />
            <source>Go on</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>No photos are chosen</source>
            <translation>Keine Fotos sind gewählt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>Drop a folder of photos here</source>
            <translation>Ziehen Sie einen Ordner mit Fotos hierher</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>or several photos; each becomes a new file</source>
            <translation>oder mehrere Fotos; jedes wird eine neue Datei</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>Choose folder…</source>
            <translation>Ordner wählen…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>Edit every photo of a folder</source>
            <translation>Jedes Foto eines Ordners bearbeiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/drop.py" />
            <source>Let go to take them</source>
            <translation>Loslassen zum Übernehmen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Do again what is done</source>
            <translation>Fertige Fotos erneut bearbeiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Working…</source>
            <translation>In Arbeit…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Done already</source>
            <translation>Schon fertig</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Left out</source>
            <translation>Ausgelassen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/entries.py" />
            <source>{name} is there already, not from a batch or changed since. Tick “{again}” to replace it.</source>
            <translation>{name} ist schon da, nicht aus einem Stapel oder seitdem geändert. Setzen Sie das Häkchen bei „{again}“, um es zu ersetzen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/list.py" />
            <source>Photos of the batch</source>
            <translation>Fotos des Stapels</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/list.py" />
            <source>{name}: {text}</source>
            <translation>{name}: {text}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/queue.py" />
            <source>looking for photos</source>
            <translation>Beim Suchen der Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/queue.py" />
            <source>editing this photo</source>
            <translation>Beim Bearbeiten dieses Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>2 times as wide and high</source>
            <translation>2-mal so breit und hoch</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>4 times as wide and high</source>
            <translation>4-mal so breit und hoch</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>As the photo</source>
            <translation>Wie das Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>{count} chosen: {names}</source>
            <translation>{count} gewählt: {names}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder of the masks.</source>
            <translation>Wählen Sie den Ordner mit den Masken.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Move a slider to say what changes.</source>
            <translation>Bewegen Sie einen Regler, um zu sagen, was sich ändert.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>No style is installed.</source>
            <translation>Kein Stil ist installiert.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder of masks</source>
            <translation>Ordner mit den Masken wählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder of results</source>
            <translation>Ordner für die Ergebnisse wählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>No photos are chosen yet</source>
            <translation>Noch sind keine Fotos gewählt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Folder…</source>
            <translation>Ordner…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Photos…</source>
            <translation>Fotos…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Edit some photos</source>
            <translation>Einige Fotos bearbeiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>What to do</source>
            <translation>Was zu tun ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>What is done with every photo</source>
            <translation>Was mit jedem Foto geschieht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Paint in a style</source>
            <translation>In einem Stil malen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Remove what masks show</source>
            <translation>Entfernen, was Masken markieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Restore old photos</source>
            <translation>Alte Fotos retten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Enlarge</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Change light and colours</source>
            <translation>Licht und Farben ändern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Style</source>
            <translation>Stil</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>The style that every photo is painted in</source>
            <translation>Der Stil, in dem jedes Foto gemalt wird</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Style strength</source>
            <translation>Stärke des Stils</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>0 % is the photo, 100 % the style at full</source>
            <translation>0 % ist das Foto, 100 % der volle Stil</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Forms</source>
            <translation>Formen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Masks</source>
            <translation>Masken</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>No masks are chosen yet</source>
            <translation>Noch sind keine Masken gewählt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Masks…</source>
            <translation>Masken…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder that the masks are in</source>
            <translation>Den Ordner mit den Masken wählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>One mask…</source>
            <translation>Eine Maske…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose one mask for all photos, which must have its size</source>
            <translation>Eine Maske für alle Fotos wählen, die ihre Größe haben müssen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>How much larger</source>
            <translation>Wie viel größer</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>How many times as wide and high the results are</source>
            <translation>Wie oft so breit und hoch die Ergebnisse sind</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Richness</source>
            <translation>Detailreichtum</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Results</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Beside the photos</source>
            <translation>Neben den Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Change…</source>
            <translation>Ändern…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder that the results go to</source>
            <translation>Den Ordner für die Ergebnisse wählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Save as</source>
            <translation>Speichern als</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>The file format of the results</source>
            <translation>Das Dateiformat der Ergebnisse</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Otherwise a photo is left out if its result is there, made as you ask for it now</source>
            <translation>Sonst wird ein Foto ausgelassen, wenn sein Ergebnis schon so da ist, wie Sie es jetzt möchten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>A mask has its photo's name and is white where something goes. Photos without one are left out.</source>
            <translation>Eine Maske heißt wie ihr Foto und ist weiß, wo etwas weg soll. Fotos ohne Maske werden ausgelassen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Damage is found and repaired. Noise, the traces of JPEG and blur go, and faded colours come back, as far as each photo needs it.</source>
            <translation>Schäden werden gefunden und repariert. Rauschen, Spuren von JPEG und Unschärfe verschwinden und verblasste Farben kommen zurück, so weit jedes Foto es braucht.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Choose the folder of photos</source>
            <translation>Ordner mit den Fotos wählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/settings.py" />
            <source>Strength</source>
            <translation>Stärke</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} failed.</source>
            <translation>
                <numerusform>{count} fehlgeschlagen.</numerusform>
                <numerusform>{count} fehlgeschlagen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{sentence} {another}</source>
            <translation>{sentence} {another}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{list}.</source>
            <translation>{list}.</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Pausing after this photo; {count} photos left.</source>
            <translation>
                <numerusform>Pause nach diesem Foto; noch {count} Foto.</numerusform>
                <numerusform>Pause nach diesem Foto; noch {count} Fotos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} photos left</source>
            <translation>
                <numerusform>noch {count} Foto</numerusform>
                <numerusform>noch {count} Fotos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} photos to do</source>
            <translation>
                <numerusform>{count} Foto zu bearbeiten</numerusform>
                <numerusform>{count} Fotos zu bearbeiten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Looking for photos…</source>
            <translation>Fotos werden gesucht…</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Paused; {count} photos left.</source>
            <translation>
                <numerusform>Pausiert; noch {count} Foto.</numerusform>
                <numerusform>Pausiert; noch {count} Fotos.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} of them in place of older results</source>
            <translation>
                <numerusform>{count} davon anstelle älterer Ergebnisse</numerusform>
                <numerusform>{count} davon anstelle älterer Ergebnisse</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} done</source>
            <translation>
                <numerusform>{count} fertig</numerusform>
                <numerusform>{count} fertig</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} done already</source>
            <translation>
                <numerusform>{count} schon fertig</numerusform>
                <numerusform>{count} schon fertig</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} left out</source>
            <translation>
                <numerusform>{count} ausgelassen</numerusform>
                <numerusform>{count} ausgelassen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{count} failed</source>
            <translation>
                <numerusform>{count} fehlgeschlagen</numerusform>
                <numerusform>{count} fehlgeschlagen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Waiting for the edit in the window; {count} photos left.</source>
            <translation>
                <numerusform>Wartet auf die Bearbeitung im Fenster; noch {count} Foto.</numerusform>
                <numerusform>Wartet auf die Bearbeitung im Fenster; noch {count} Fotos.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>Photo {number} of {total}.</source>
            <translation>Foto {number} von {total}.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>{first}, {then}</source>
            <translation>{first}, {then}</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/batch/summary.py" />
            <source>All {count} photos are done already. Tick “{again}” for new results.</source>
            <translation>
                <numerusform>Dieses Foto ist schon fertig. Kreuzen Sie „{again}“ für neue Ergebnisse an.</numerusform>
                <numerusform>Alle {count} Fotos sind schon fertig. Kreuzen Sie „{again}“ für neue Ergebnisse an.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/before_view.py" />
            <source>Photo as it was opened</source>
            <translation>Foto, wie es beim Öffnen war</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/canvas.py" />
            <source>Paint over what should go. The wheel zooms, the middle button or Space pans.</source>
            <translation>Übermalen Sie, was weg soll. Das Mausrad zoomt, die mittlere Taste oder die Leertaste verschiebt.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/canvas.py" />
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/painter.py" />
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/painter.py" />
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/rulers.py" />
            <source>Pixels of the photo</source>
            <translation>Pixel des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/rulers.py" />
            <source>Vertical ruler</source>
            <translation>Vertikales Lineal</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/rulers.py" />
            <source>Horizontal ruler</source>
            <translation>Horizontales Lineal</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_painter.py" />
            <source>of {codes:,}</source>
            <translation>von {codes:,}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_painter.py" />
            <source>in {count:,} of {total:,} cells</source>
            <translation>in {count:,} von {total:,} Zellen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_painter.py" />
            <source>Code {code}</source>
            <translation>Code {code}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_view.py" />
            <source>reading the photo's tokens</source>
            <translation>Beim Lesen der Tokens des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/canvas/token_view.py" />
            <source>showing a code</source>
            <translation>Beim Zeigen eines Codes</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>The middle of the photo at 100 %. Hold the mouse button to see it uncompressed.</source>
            <translation>Die Mitte des Fotos bei 100 %. Halten Sie die Maustaste gedrückt, um sie unkomprimiert zu sehen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Working out the size…</source>
            <translation>Die Größe wird ermittelt…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Original size</source>
            <translation>Originalgröße</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Other…</source>
            <translation>Andere…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>{format} has no transparency; it becomes white.</source>
            <translation>{format} kennt keine Transparenz; sie wird weiß.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Export the photo</source>
            <translation>Das Foto exportieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>The kind of file</source>
            <translation>Die Art der Datei</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Quality</source>
            <translation>Qualität</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>More quality makes a larger file</source>
            <translation>Mehr Qualität macht die Datei größer</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Lossless</source>
            <translation>Verlustfrei</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Keep every pixel exactly as it is</source>
            <translation>Jedes Pixel genau so lassen, wie es ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Compressed</source>
            <translation>Komprimiert</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>A smaller file of the same pixels. Without it, old programs can open it too.</source>
            <translation>Eine kleinere Datei mit denselben Pixeln. Ohne dies können auch alte Programme sie öffnen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Longest side</source>
            <translation>Längste Seite</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Reduce a larger photo; a smaller one stays as it is</source>
            <translation>Ein größeres Foto verkleinern; ein kleineres bleibt, wie es ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Longest side in pixels</source>
            <translation>Längste Seite in Pixeln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Pixels of the longest side</source>
            <translation>Pixel der längsten Seite</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Keep metadata</source>
            <translation>Metadaten behalten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Camera, date, author, comments (EXIF, XMP, IPTC). The colour profile and the resolution always stay.</source>
            <translation>Kamera, Datum, Urheber, Kommentare (EXIF, XMP, IPTC). Farbprofil und Auflösung bleiben immer erhalten.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>With the place (GPS)</source>
            <translation>Mit dem Ort (GPS)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Say in the metadata where the photo was taken</source>
            <translation>In den Metadaten angeben, wo das Foto aufgenommen wurde</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>16 bits per channel</source>
            <translation>16 Bit je Kanal</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Keep the finer steps between light and dark, in a file of twice the size or more</source>
            <translation>Die feineren Stufen zwischen Hell und Dunkel behalten, in einer mindestens doppelt so großen Datei</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>File size</source>
            <translation>Dateigröße</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Choose where to write the file</source>
            <translation>Wählen, wohin die Datei geschrieben wird</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>{width} × {height} pixels</source>
            <translation>{width} × {height} Pixel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>The size cannot be told beforehand.</source>
            <translation>Die Größe lässt sich nicht vorhersagen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>The middle of the photo as it will be exported</source>
            <translation>Die Mitte des Fotos, wie sie exportiert wird</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>Hold the mouse button to see the photo uncompressed</source>
            <translation>Halten Sie die Maustaste gedrückt, um das Foto unkomprimiert zu sehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/export.py" />
            <source>about {size}</source>
            <translation>etwa {size}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Feather the mask</source>
            <translation>Weiche Kante der Maske</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Radius</source>
            <translation>Radius</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Over how many pixels of the photo the edge fades</source>
            <translation>Über wie viele Pixel des Fotos die Kante ausläuft</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Styles and adjustments fade out at a soft edge. A repair replaces everything that the mask touches, the soft edge too.</source>
            <translation>Stile und Anpassungen laufen an einer weichen Kante aus. Eine Reparatur ersetzt alles, was die Maske berührt, auch die weiche Kante.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/feather.py" />
            <source>Feather</source>
            <translation>Anwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>Loading…</source>
            <translation>Wird geladen …</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>Choose a photo to see it here.</source>
            <translation>Wählen Sie ein Foto, um es hier zu sehen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>{size}, too large for a preview</source>
            <translation>{size}, zu groß für eine Vorschau</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/file_preview.py" />
            <source>There is no preview of this file.</source>
            <translation>Für diese Datei gibt es keine Vorschau.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/files.py" />
            <source>Places</source>
            <translation>Orte</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/files.py" />
            <source>Files</source>
            <translation>Dateien</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/files.py" />
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Photos and projects</source>
            <translation>Fotos und Projekte</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>VQ Studio project</source>
            <translation>VQ-Studio-Projekt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Styles of VQ Studio</source>
            <translation>Stile von VQ Studio</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Remove the style “{title}”? It cannot be brought back.</source>
            <translation>Den Stil „{title}“ entfernen? Er lässt sich nicht zurückholen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>{name} exists already. Replace it?</source>
            <translation>{name} ist bereits vorhanden. Ersetzen?</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Open photos</source>
            <translation>Fotos öffnen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Choose photos</source>
            <translation>Fotos wählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>A batch is running</source>
            <translation>Ein Stapel läuft</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Stop the batch? {count} photos are left.</source>
            <translation>
                <numerusform>Den Stapel stoppen? {count} Foto ist noch übrig.</numerusform>
                <numerusform>Den Stapel stoppen? {count} Fotos sind noch übrig.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>What is done stays. Started again, the batch goes on where it was.</source>
            <translation>Was fertig ist, bleibt. Wenn Sie ihn neu starten, macht der Stapel dort weiter.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Stop and close</source>
            <translation>Stoppen und schließen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Export to</source>
            <translation>Exportieren nach</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Choose a colour</source>
            <translation>Farbe wählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Make a style from a painting</source>
            <translation>Einen Stil aus einem Gemälde machen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Save the style</source>
            <translation>Den Stil speichern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Remove the style?</source>
            <translation>Den Stil entfernen?</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Replace the file?</source>
            <translation>Die Datei ersetzen?</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Unsaved changes</source>
            <translation>Ungespeicherte Änderungen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Save the changes to {name}?</source>
            <translation>Die Änderungen an {name} speichern?</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Without saving, your edits since the last save are lost.</source>
            <translation>Ohne Speichern gehen die Bearbeitungen seit dem letzten Speichern verloren.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>A style is being learned</source>
            <translation>Ein Stil wird gelernt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Keep what was learned of the style so far?</source>
            <translation>Behalten, was vom Stil bisher gelernt wurde?</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Without it, the style stays the guess that it was before the lesson.</source>
            <translation>Sonst bleibt der Stil die Schätzung, die er vor dem Lernen war.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Stop and keep</source>
            <translation>Stoppen und behalten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/prompts.py" />
            <source>Load a mask</source>
            <translation>Eine Maske laden</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>VQ Studio ended while you were editing {count} photos.</source>
            <translation>
                <numerusform>VQ Studio wurde beendet, während Sie {count} Foto bearbeiteten.</numerusform>
                <numerusform>VQ Studio wurde beendet, während Sie {count} Fotos bearbeiteten.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete {count} unsaved edits? They cannot be brought back.</source>
            <translation>
                <numerusform>{count} ungespeicherte Bearbeitung löschen? Sie lässt sich nicht zurückholen.</numerusform>
                <numerusform>{count} ungespeicherte Bearbeitungen löschen? Sie lassen sich nicht zurückholen.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>HH:mm, dd MMMM</source>
            <translation>d. MMMM, HH:mm 'Uhr'</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>The edit of {time} was kept.</source>
            <translation>Gesichert wurde der Stand vom {time}.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Go on where you were?</source>
            <translation>Dort weitermachen, wo Sie waren?</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Open it as it was, with its history</source>
            <translation>So öffnen, wie es war, samt Verlauf</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete…</source>
            <translation>Löschen …</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Give the edits up</source>
            <translation>Die Bearbeitungen aufgeben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Later</source>
            <translation>Später</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Ask again at the next start</source>
            <translation>Beim nächsten Start wieder fragen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete unsaved edits?</source>
            <translation>Ungespeicherte Bearbeitungen löschen?</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>What you do not choose is asked about again at the next start.</source>
            <translation>Nach dem, was Sie nicht auswählen, wird beim nächsten Start wieder gefragt.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Recover all</source>
            <translation>Alle wiederherstellen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Recover {count}</source>
            <translation>{count} wiederherstellen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete all…</source>
            <translation>Alle löschen …</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/recover.py" />
            <source>Delete {count}…</source>
            <translation>{count} löschen …</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Copy the text to the clipboard</source>
            <translation>Den Text in die Zwischenablage kopieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Close this window (Esc)</source>
            <translation>Dieses Fenster schließen (Esc)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/report.py" />
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Resize the photo</source>
            <translation>Größe des Fotos ändern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Width</source>
            <translation>Breite</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Width in pixels</source>
            <translation>Breite in Pixeln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Height</source>
            <translation>Höhe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Height in pixels</source>
            <translation>Höhe in Pixeln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Keep the shape</source>
            <translation>Seitenverhältnis behalten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>Resize</source>
            <translation>Größe ändern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>{number} megapixels are more than VQ Studio handles.</source>
            <translation>{number} Megapixel sind mehr, als VQ Studio bewältigt.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/size.py" />
            <source>{number} megapixels</source>
            <translation>{number} Megapixel</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Save the changes to {count} photos?</source>
            <translation>
                <numerusform>Änderungen an {count} Foto speichern?</numerusform>
                <numerusform>Änderungen an {count} Fotos speichern?</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Save all</source>
            <translation>Alle speichern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Save every photo as the list says, then close</source>
            <translation>Jedes Foto wie in der Liste speichern, dann schließen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Discard all</source>
            <translation>Alle verwerfen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Give up the edits of all these photos</source>
            <translation>Die Bearbeitungen aller dieser Fotos aufgeben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>One by one</source>
            <translation>Einzeln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Decide for every photo</source>
            <translation>Für jedes Foto entscheiden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Go on editing (Esc)</source>
            <translation>Weiter bearbeiten (Esc)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>Will be saved as {name}</source>
            <translation>Wird als {name} gespeichert</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/dialogs/unsaved.py" />
            <source>You choose the name</source>
            <translation>Sie wählen den Namen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Opening {name}…</source>
            <translation>{name} wird geöffnet…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>opening {name}</source>
            <translation>Beim Öffnen von {name}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>The first {opened} of {count} photos were opened; for whole folders use the batch.</source>
            <translation>Die ersten {opened} von {count} Fotos wurden geöffnet; für ganze Ordner nehmen Sie die Stapelverarbeitung.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Opening the picture…</source>
            <translation>Das Bild wird geöffnet…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>opening the picture</source>
            <translation>Beim Öffnen des Bildes</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Opening a new picture…</source>
            <translation>Ein neues Bild wird geöffnet…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>opening a new picture</source>
            <translation>Beim Öffnen eines neuen Bildes</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Opening the sample photo…</source>
            <translation>Beispielfoto wird geöffnet …</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>opening the sample photo</source>
            <translation>Öffnen des Beispielfotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>There is no picture on the clipboard. Copy one, then paste again.</source>
            <translation>In der Zwischenablage ist kein Bild. Kopieren Sie eines und fügen Sie es erneut ein.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>{name} is the file of another open photo; close that first or choose another name.</source>
            <translation>{name} ist die Datei eines anderen offenen Fotos; schließen Sie es zuerst oder wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Saving {name}…</source>
            <translation>{name} wird gespeichert…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>{name} holds 8 bits per channel, the photo 16; save it as PNG, TIFF or a project to keep them.</source>
            <translation>{name} enthält 8 Bit je Kanal, das Foto 16; speichern Sie es als PNG, TIFF oder Projekt, um sie zu behalten.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Only pictures on this computer can be opened. Save or copy the picture first.</source>
            <translation>Nur Bilder auf diesem Computer lassen sich öffnen. Speichern oder kopieren Sie das Bild zuerst.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>{name}-edited</source>
            <translation>{name}-bearbeitet</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>The photo is on the clipboard.</source>
            <translation>Das Foto ist in der Zwischenablage.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>Saved as {name}.</source>
            <translation>Gespeichert als {name}.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>untitled</source>
            <translation>ohne-titel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/controller.py" />
            <source>saving {name}</source>
            <translation>Beim Speichern von {name}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>Drag this to another program</source>
            <translation>Dies in ein anderes Programm ziehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>Drag the photo to another program</source>
            <translation>Das Foto in ein anderes Programm ziehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>Drag the photo from here to another program, or copy it (Ctrl+C).</source>
            <translation>Ziehen Sie das Foto von hier in ein anderes Programm, oder kopieren Sie es (Strg+C).</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>Drag out</source>
            <translation>Hinausziehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>The preview has been applied; now drag the photo once more.</source>
            <translation>Die Vorschau ist angewendet; ziehen Sie das Foto jetzt noch einmal.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/drag_out.py" />
            <source>writing {name} for another program</source>
            <translation>Beim Schreiben von {name} für ein anderes Programm</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Open a photo of ours; nothing of yours is changed</source>
            <translation>Ein Foto von uns öffnen; Ihre Bilder bleiben unberührt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>No photo is open</source>
            <translation>Kein Foto ist geöffnet</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Drop a photo here</source>
            <translation>Ziehen Sie ein Foto hierher</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>or open one from your computer</source>
            <translation>oder öffnen Sie eines von Ihrem Computer</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Open photo…</source>
            <translation>Foto öffnen…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Open a photo</source>
            <translation>Ein Foto öffnen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Paste</source>
            <translation>Einfügen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Open the picture on the clipboard</source>
            <translation>Das Bild aus der Zwischenablage öffnen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Try it on a sample photo</source>
            <translation>Mit einem Beispielfoto ausprobieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/empty_state.py" />
            <source>Let go to open it</source>
            <translation>Loslassen zum Öffnen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>{name} is the photo that is open. Export it under another name, or save it.</source>
            <translation>{name} ist das geöffnete Foto. Exportieren Sie es unter einem anderen Namen, oder speichern Sie es.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>Exporting {name}…</source>
            <translation>{name} wird exportiert…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>Exported as {name}, {size}.</source>
            <translation>Exportiert als {name}, {size}.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>{name}-export</source>
            <translation>{name}-export</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/exporting.py" />
            <source>exporting {name}</source>
            <translation>Beim Exportieren von {name}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/film_strip.py" />
            <source>Photos that are open</source>
            <translation>Geöffnete Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/film_strip.py" />
            <source>{name}, with unsaved changes</source>
            <translation>{name}, mit ungespeicherten Änderungen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Recent photos</source>
            <translation>Zuletzt benutzte Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Clear list</source>
            <translation>Liste leeren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Forget the recent photos; their files stay</source>
            <translation>Die zuletzt benutzten Fotos aus der Liste entfernen; die Dateien bleiben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Open {name}</source>
            <translation>{name} öffnen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/files/recent_row.py" />
            <source>Forget</source>
            <translation>Aus der Liste entfernen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/jobs/notices.py" />
            <source>Try again; if it happens again, the details tell where.</source>
            <translation>Versuchen Sie es noch einmal; geschieht es wieder, sagen die Details, wo.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/jobs/notices.py" />
            <source>Something went wrong while {doing}. Your photo is unchanged. {advice}</source>
            <translation>Beim Vorgang „{doing}“ ist etwas schiefgegangen. Ihr Foto ist unverändert. {advice}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/jobs/time_left.py" />
            <source>about {seconds} s left</source>
            <translation>noch etwa {seconds} s</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/jobs/time_left.py" />
            <source>about {count} minutes left</source>
            <translation>
                <numerusform>noch etwa {count} Minute</numerusform>
                <numerusform>noch etwa {count} Minuten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/kit/actions.py" />
            <source>{tip} ({first} and {second})</source>
            <translation>{tip} ({first} und {second})</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Select all</source>
            <translation>Alles auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Grow mask</source>
            <translation>Maske vergrößern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Shrink mask</source>
            <translation>Maske verkleinern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>photo</source>
            <translation>foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>The mask is saved as {name}.</source>
            <translation>Die Maske ist als {name} gespeichert.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>feathering the mask</source>
            <translation>Beim Anwenden der weichen Kante</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>The mask has changed meanwhile and was not feathered.</source>
            <translation>Die Maske hat sich inzwischen geändert; die weiche Kante wurde nicht angewendet.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>loading {name}</source>
            <translation>Beim Laden von {name}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>The photo changed meanwhile, and {name} was not loaded.</source>
            <translation>Das Foto hat sich inzwischen geändert; {name} wurde nicht geladen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>{name}-mask</source>
            <translation>{name}-maske</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Feather mask</source>
            <translation>Weiche Kante</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/controller.py" />
            <source>Load mask</source>
            <translation>Maske laden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Select rectangle</source>
            <translation>Rechteckauswahl</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Select ellipse</source>
            <translation>Ellipsenauswahl</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Select lasso</source>
            <translation>Lassoauswahl</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Select polygon</source>
            <translation>Polygonauswahl</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Magic wand</source>
            <translation>Zauberstab</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>Smart select</source>
            <translation>Intelligente Auswahl</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/mask/selector.py" />
            <source>selecting</source>
            <translation>Beim Auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/commands.py" />
            <source>Style “{title}”</source>
            <translation>Stil „{title}“</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/mask_layer.py" />
            <source>a change of the mask does not fit its bounds</source>
            <translation>eine Änderung der Maske passt nicht zu ihren Grenzen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>{step} done in {seconds:.1f} s on {device}.</source>
            <translation>{step}: fertig in {seconds:.1f} s auf {device}.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>Version {number} of {count}.</source>
            <translation>Variante {number} von {count}.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>More versions</source>
            <translation>Weitere Varianten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>painting the style</source>
            <translation>Beim Anwenden des Stils</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>Cancelling…</source>
            <translation>Wird abgebrochen…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>Cancelled: another photo is shown.</source>
            <translation>Abgebrochen: Ein anderes Foto wird gezeigt.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>Cancelled; the photo is as it was.</source>
            <translation>Abgebrochen; das Foto ist, wie es war.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>There is nothing to clear.</source>
            <translation>Es gibt nichts klarer zu machen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/operations.py" />
            <source>The photo changed meanwhile and keeps its shape.</source>
            <translation>Das Foto hat sich inzwischen geändert und behält seine Form.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Paint a smaller area, or choose where texture is taken from, and try again.</source>
            <translation>Malen Sie einen kleineren Bereich aus oder wählen Sie, woher Textur genommen wird, und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Repair</source>
            <translation>Reparieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>repairing</source>
            <translation>Beim Reparieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Extend</source>
            <translation>Erweitern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>extending the photo</source>
            <translation>Beim Erweitern des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Create</source>
            <translation>Erzeugen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>creating a picture</source>
            <translation>Beim Erzeugen eines Bildes</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Texture</source>
            <translation>Textur</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>making a texture</source>
            <translation>beim Erstellen einer Textur</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Adjust</source>
            <translation>Anpassen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>adjusting the photo</source>
            <translation>Beim Anpassen des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>Clear up</source>
            <translation>Klären</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>clearing the photo</source>
            <translation>beim Klären des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/pending.py" />
            <source>enlarging the photo</source>
            <translation>beim Vergrößern des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Brush stroke</source>
            <translation>Pinselstrich</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Eraser stroke</source>
            <translation>Radierstrich</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Clear mask</source>
            <translation>Maske leeren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Invert mask</source>
            <translation>Maske umkehren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/model/photo_masks.py" />
            <source>Restore mask</source>
            <translation>Maske zurückholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/format.py" />
            <source>a step of the history does not fit</source>
            <translation>ein Schritt des Verlaufs passt nicht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/history.py" />
            <source>{name} has another size or kind than the photo</source>
            <translation>{name} hat eine andere Größe oder Art als das Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/history.py" />
            <source>a mask has another size than the photo</source>
            <translation>eine Maske hat eine andere Größe als das Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/history.py" />
            <source>a small picture of the history is too large</source>
            <translation>ein kleines Bild des Verlaufs ist zu groß</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/reading.py" />
            <source>its last edit does not fit the photo</source>
            <translation>die letzte Bearbeitung passt nicht zum Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/reading.py" />
            <source>{name} was saved by a later version of VQ Studio; update to open it.</source>
            <translation>{name} wurde von einer neueren Version von VQ Studio gespeichert; aktualisieren Sie VQ Studio, um es zu öffnen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/reading.py" />
            <source>{name} may not be read by this user; change its permissions.</source>
            <translation>{name} darf von diesem Benutzer nicht gelesen werden; ändern Sie die Zugriffsrechte.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/projects/reading.py" />
            <source>it is no project of VQ Studio</source>
            <translation>es ist kein Projekt von VQ Studio</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/autosave.py" />
            <source>keeping your edits</source>
            <translation>Beim Sichern Ihrer Bearbeitung</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/left_behind.py" />
            <source>What is kept in {folder} cannot be read ({reason}).</source>
            <translation>Was in {folder} aufbewahrt ist, lässt sich nicht lesen ({reason}).</translation>
        </message>
        <message numerus="yes">
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>{count} unsaved edits were kept, but they cannot be read any more; their files are in {folder}.</source>
            <translation>
                <numerusform>{count} ungespeicherte Bearbeitung wurde aufbewahrt, lässt sich aber nicht mehr lesen; die Dateien liegen in {folder}.</numerusform>
                <numerusform>{count} ungespeicherte Bearbeitungen wurden aufbewahrt, lassen sich aber nicht mehr lesen; die Dateien liegen in {folder}.</numerusform>
            </translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>Recovering {name}…</source>
            <translation>{name} wird wiederhergestellt …</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>The unsaved edit of {name} cannot be recovered; its files are in {folder}. {reason}</source>
            <translation>Die ungespeicherte Bearbeitung von {name} lässt sich nicht wiederherstellen; ihre Dateien liegen in {folder}. {reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>{sentence} What was kept is in {folder}.</source>
            <translation>{sentence} Was aufbewahrt wurde, liegt in {folder}.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/recovery/offer.py" />
            <source>recovering an edit</source>
            <translation>Beim Wiederherstellen einer Bearbeitung</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Clone</source>
            <translation>Klonen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Heal</source>
            <translation>Heilen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Bring back</source>
            <translation>Zurückholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Paint</source>
            <translation>Malen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Now paint where it should be copied to.</source>
            <translation>Jetzt dort malen, wohin es kopiert werden soll.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>Hold Ctrl and click what should be copied, then paint.</source>
            <translation>Mit gedrückter Strg-Taste anklicken, was kopiert werden soll, dann malen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>The photo is as it was opened; there is nothing to bring back.</source>
            <translation>Das Foto ist, wie es geöffnet wurde; es gibt nichts zurückzuholen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/retouch/retoucher.py" />
            <source>retouching the photo</source>
            <translation>Retuschieren des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/histogram.py" />
            <source>Histogram</source>
            <translation>Histogramm</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/histogram.py" />
            <source>How many pixels are dark (left) and bright (right), in red, green and blue</source>
            <translation>Wie viele Pixel dunkel (links) und hell (rechts) sind, in Rot, Grün und Blau</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Auto</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Set Fade by how faded the photo looks</source>
            <translation>Stellt „Verblasst“ danach ein, wie verblasst das Foto aussieht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Only where I painted</source>
            <translation>Nur im markierten Bereich</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>The mask says where the photo changes</source>
            <translation>Die Maske sagt, wo sich das Foto ändert</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>All sliders back to the middle</source>
            <translation>Alle Regler zurück zur Mitte</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Apply</source>
            <translation>Anwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Change the photo like this</source>
            <translation>Das Foto so ändern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Open a photo to begin.</source>
            <translation>Öffnen Sie ein Foto, um zu beginnen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/panel.py" />
            <source>Nothing is painted yet.</source>
            <translation>Noch ist nichts markiert.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>In colour</source>
            <translation>In Farbe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white</source>
            <translation>Schwarzweiß</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white, yellow filter</source>
            <translation>Schwarzweiß, Gelbfilter</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white, red filter</source>
            <translation>Schwarzweiß, Rotfilter</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white, green filter</source>
            <translation>Schwarzweiß, Grünfilter</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Black and white, blue filter</source>
            <translation>Schwarzweiß, Blaufilter</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Exposure</source>
            <translation>Belichtung</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Darker or brighter: 33 doubles the light</source>
            <translation>Dunkler oder heller: 33 verdoppelt das Licht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Contrast</source>
            <translation>Kontrast</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Flatter or steeper about the middle grey</source>
            <translation>Flacher oder steiler um das mittlere Grau</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Highlights</source>
            <translation>Lichter</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Bright areas darker or brighter, with their detail</source>
            <translation>Helle Flächen dunkler oder heller, mit ihren Einzelheiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Shadows</source>
            <translation>Schatten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Dark areas darker or brighter, with their detail</source>
            <translation>Dunkle Flächen dunkler oder heller, mit ihren Einzelheiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Whites</source>
            <translation>Weiß</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Where white begins: left, nothing is quite white</source>
            <translation>Wo Weiß beginnt: links ist nichts ganz weiß</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Blacks</source>
            <translation>Schwarz</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Where black begins: right, nothing is quite black</source>
            <translation>Wo Schwarz beginnt: rechts ist nichts ganz schwarz</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Warmth</source>
            <translation>Wärme</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>White balance from blue to yellow</source>
            <translation>Weißabgleich von Blau bis Gelb</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Tint</source>
            <translation>Tönung</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>White balance from green to magenta</source>
            <translation>Weißabgleich von Grün bis Magenta</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Saturation</source>
            <translation>Sättigung</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Greyer or more vivid</source>
            <translation>Grauer oder kräftiger</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Sharpness</source>
            <translation>Schärfe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Fine detail stands out more; look at it at 100 %</source>
            <translation>Feine Einzelheiten treten hervor; am besten bei 100 % ansehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Fade</source>
            <translation>Verblasst</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Bring back black, white and colours of a faded photo</source>
            <translation>Schwarz, Weiß und Farben eines verblassten Fotos zurückholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Colour or black and white</source>
            <translation>Farbe oder Schwarzweiß</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>A filter makes things of its colour bright, and those of the opposite one dark</source>
            <translation>Ein Filter macht Dinge seiner Farbe hell und die der Gegenfarbe dunkel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Tone</source>
            <translation>Tonwerte</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/sliders.py" />
            <source>Age and detail</source>
            <translation>Alter und Schärfe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/tab.py" />
            <source>Adjust panel</source>
            <translation>Leiste „Anpassen“</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/tab.py" />
            <source>Show the adjust panel</source>
            <translation>Die Leiste „Anpassen“ zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/tab.py" />
            <source>Apply adjustment</source>
            <translation>Anpassung anwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/adjust/tab.py" />
            <source>Change light and colours as the sliders say</source>
            <translation>Licht und Farben nach den Reglern ändern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/best.py" />
            <source>How many to draw</source>
            <translation>Wie viele gezeichnet werden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/best.py" />
            <source>Draw several pictures; the {kept} that look most like photos are shown</source>
            <translation>Mehrere Bilder zeichnen; die {kept}, die Fotos am ähnlichsten sehen, werden gezeigt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/best.py" />
            <source>Draw one</source>
            <translation>Eines auslosen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/best.py" />
            <source>Best of {count}</source>
            <translation>Die besten von {count}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>The model knows textures, light and colour, hardly any objects: expect dreams, not photos.</source>
            <translation>Das Modell kennt Texturen, Licht und Farbe, aber kaum Gegenstände: Erwarten Sie Träume, keine Fotos.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create pictures and textures</source>
            <translation>Bilder und Texturen erzeugen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create panel</source>
            <translation>Leiste „Erzeugen“</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Show the create panel</source>
            <translation>Die Leiste „Erzeugen“ zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Size of the new picture</source>
            <translation>Größe des neuen Bildes</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Larger pictures take longer</source>
            <translation>Größere Bilder dauern länger</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Repeats without a seam</source>
            <translation>Wiederholt sich ohne Naht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>A texture whose left side goes on at the right, and its top at the bottom</source>
            <translation>Eine Textur, deren linke Seite rechts weitergeht und deren Oberkante unten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>New picture</source>
            <translation>Neues Bild</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create a picture from nothing</source>
            <translation>Ein Bild aus dem Nichts erzeugen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>How much to create anew</source>
            <translation>Wie viel neu erzeugt wird</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>How many of the photo's tokens are drawn anew; the others stay as they are</source>
            <translation>Wie viele Tokens des Fotos neu gezogen werden; die anderen bleiben, wie sie sind</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create anew</source>
            <translation>Neu erzeugen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Let the model create a variation of this photo</source>
            <translation>Das Modell eine Variante dieses Fotos erzeugen lassen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Versions</source>
            <translation>Varianten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>More like this one</source>
            <translation>Mehr wie dieses</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create variations of the version that is shown</source>
            <translation>Variationen der gezeigten Fassung erzeugen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Show the photo's tokens</source>
            <translation>Tokens des Fotos zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Rest the pointer on a part of the photo to see its code, and where else it is</source>
            <translation>Zeigen Sie auf einen Teil des Fotos, um seinen Code zu sehen und wo er noch vorkommt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create something</source>
            <translation>Etwas erzeugen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>What it shows</source>
            <translation>Was es zeigt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>From nothing</source>
            <translation>Aus dem Nichts</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>From this photo, create anew</source>
            <translation>Aus diesem Foto neu erzeugen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Of several, keep the best</source>
            <translation>Von mehreren die besten behalten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>A look inside</source>
            <translation>Ein Blick hinein</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Open a photo, or begin with a new picture.</source>
            <translation>Öffnen Sie ein Foto, oder beginnen Sie mit einem neuen Bild.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Create from this</source>
            <translation>Daraus erzeugen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>New texture</source>
            <translation>Neue Textur</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Let the model make a picture of what is shown</source>
            <translation>Das Modell ein Bild aus dem Gezeigten machen lassen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/create.py" />
            <source>Fill a new picture with what is selected, or with the whole photo</source>
            <translation>Ein neues Bild mit der Auswahl oder dem ganzen Foto füllen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/border_notice.py" />
            <source>Trim the border</source>
            <translation>Den Rand abschneiden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/border_notice.py" />
            <source>Cut the border off, as a step that can be undone</source>
            <translation>Den Rand abschneiden, als Schritt, der sich rückgängig machen lässt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/border_notice.py" />
            <source>The photo has a border of {width} px, which would go on. Trim it first.</source>
            <translation>Das Foto hat einen Rand von {width} px, der sich fortsetzen würde. Schneiden Sie ihn zuerst ab.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Free shape</source>
            <translation>Frei</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>by cropping</source>
            <translation>durch Zuschneiden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>by extending</source>
            <translation>durch Erweitern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>From {width} × {height} to {new_width} × {new_height} pixels.</source>
            <translation>Von {width} × {height} auf {new_width} × {new_height} Pixel.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>left</source>
            <translation>links</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Right</source>
            <translation>Rechts</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>right</source>
            <translation>rechts</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Top</source>
            <translation>Oben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>top</source>
            <translation>oben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Bottom</source>
            <translation>Unten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>bottom</source>
            <translation>unten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Turn left</source>
            <translation>Nach links drehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Turn right</source>
            <translation>Nach rechts drehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Flip left to right</source>
            <translation>Horizontal spiegeln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Flip</source>
            <translation>Spiegeln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Flip top to bottom</source>
            <translation>Vertikal spiegeln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Cut two opposite sides, or extend them</source>
            <translation>Zwei gegenüberliegende Seiten beschneiden oder erweitern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Pull the frame inward to crop, outward to let the photo go on; drag inside to move it. With Shift a corner keeps the shape, and both sides move.</source>
            <translation>Ziehen Sie den Rahmen nach innen, um zuzuschneiden, nach außen, um das Foto fortzusetzen; innen ziehen verschiebt ihn. Mit Umschalt behält eine Ecke die Form, und beide Seiten bewegen sich.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>How many pixels to add on this side ({side}), or with a minus to cut off; 10% is a tenth</source>
            <translation>Wie viele Pixel auf dieser Seite ({side}) hinzukommen oder, mit Minus, wegfallen; 10% ist ein Zehntel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Shape of the photo</source>
            <translation>Seitenverhältnis des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Bring the photo to this shape</source>
            <translation>Das Foto auf dieses Seitenverhältnis bringen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>How to reach the shape</source>
            <translation>Wie das Seitenverhältnis erreicht wird</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>A quarter all round</source>
            <translation>Ringsum ein Viertel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Extend every side by a quarter of the photo</source>
            <translation>Jede Seite um ein Viertel des Fotos erweitern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Back to the photo's own frame</source>
            <translation>Zurück zum eigenen Rahmen des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Straighten</source>
            <translation>Gerade ausrichten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Turn the photo a little; its corners are cropped</source>
            <translation>Das Foto ein wenig drehen; seine Ecken werden abgeschnitten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Resize…</source>
            <translation>Größe ändern…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Give the photo another number of pixels</source>
            <translation>Die Pixelmaße des Fotos ändern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Crop, extend or straighten the photo</source>
            <translation>Das Foto zuschneiden, erweitern oder gerade ausrichten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Crop</source>
            <translation>Zuschneiden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Pixels to add, {side}</source>
            <translation>Hinzuzufügende Pixel, {side}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Crop, extend, turn</source>
            <translation>Zuschneiden, erweitern, drehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Turn, flip, resize</source>
            <translation>Drehen, spiegeln, skalieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Trim border</source>
            <translation>Rand abschneiden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>{width} × {height} pixels are more than VQ Studio handles; pull the frame back a little.</source>
            <translation>{width} × {height} Pixel sind mehr, als VQ Studio bewältigt; ziehen Sie den Rahmen ein wenig zurück.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Pull an edge or a corner of the frame.</source>
            <translation>Ziehen Sie an einer Kante oder Ecke des Rahmens.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/panel.py" />
            <source>Crop and extend</source>
            <translation>Zuschneiden und erweitern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/shapes.py" />
            <source>changing the photo's shape</source>
            <translation>Beim Ändern der Form des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Frame</source>
            <translation>Rahmen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Crop, extend, turn, straighten</source>
            <translation>Zuschneiden, erweitern, drehen, gerade ausrichten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Frame panel</source>
            <translation>Leiste „Rahmen“</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Show the frame panel</source>
            <translation>Die Leiste „Rahmen“ zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Apply frame</source>
            <translation>Rahmen anwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Crop or extend the photo to its frame</source>
            <translation>Das Foto auf seinen Rahmen zuschneiden oder erweitern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Turn the photo by a quarter</source>
            <translation>Das Foto um eine Vierteldrehung drehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Mirror the photo</source>
            <translation>Das Foto spiegeln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/frame/tab.py" />
            <source>Mirror the photo top to bottom</source>
            <translation>Das Foto von oben nach unten spiegeln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Everywhere</source>
            <translation>Überall</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Only the green area</source>
            <translation>Nur im grünen Bereich</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Everywhere but the green area</source>
            <translation>Überall außer im grünen Bereich</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Only an area that I paint</source>
            <translation>Nur dort, wo ich male</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Everywhere but an area that I paint</source>
            <translation>Überall, außer wo ich male</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Rectangle</source>
            <translation>Rechteck</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Ellipse</source>
            <translation>Ellipse</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Lasso</source>
            <translation>Lasso</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Polygon</source>
            <translation>Polygon</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Tolerance</source>
            <translation>Toleranz</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Drag from corner to corner; with Shift a square. Ctrl takes away.</source>
            <translation>Von Ecke zu Ecke ziehen; mit Umschalt ein Quadrat. Strg nimmt weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Drag from corner to corner; with Shift a circle. Ctrl takes away.</source>
            <translation>Von Ecke zu Ecke ziehen; mit Umschalt ein Kreis. Strg nimmt weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Draw around it. Ctrl takes away.</source>
            <translation>Umfahren. Strg nimmt weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Click its corners; a double click or Enter closes it. Ctrl takes away.</source>
            <translation>Die Ecken anklicken; ein Doppelklick oder die Eingabetaste schließt ab. Strg nimmt weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Click a colour. Ctrl takes away.</source>
            <translation>Eine Farbe anklicken. Strg nimmt weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Scribble on an object, and all of it is selected. Ctrl takes away.</source>
            <translation>Etwas auf einen Gegenstand kritzeln, und er wird ganz ausgewählt. Strg nimmt weg.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Ctrl+click what should be copied, then paint where it should be.</source>
            <translation>Mit Strg anklicken, was kopiert werden soll, dann malen, wo es hin soll.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Ctrl+click a good place, then paint over a bad one. Light and colour stay.</source>
            <translation>Mit Strg eine gute Stelle anklicken, dann über eine schlechte malen. Licht und Farbe bleiben.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint where the photo should be as it was opened.</source>
            <translation>Malen, wo das Foto sein soll, wie es geöffnet wurde.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint strokes of a colour, which is chosen in Create. Ctrl+click takes one from the photo.</source>
            <translation>Striche in einer Farbe malen, die unter „Erzeugen“ gewählt wird. Strg+Klick nimmt eine aus dem Foto.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Objects, scratches, stains or text. Paint a little over the edge; the rest stays as it is.</source>
            <translation>Gegenstände, Kratzer, Flecken oder Text. Malen Sie ein wenig über den Rand; der Rest bleibt, wie er ist.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Remove things from the photo</source>
            <translation>Störendes aus dem Foto entfernen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Repair panel</source>
            <translation>Leiste „Reparieren“</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Show the repair panel</source>
            <translation>Die Leiste „Reparieren“ zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Brush size</source>
            <translation>Pinselgröße</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Diameter in pixels of the photo</source>
            <translation>Durchmesser in Pixeln des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>How far colours may differ from the one that is clicked</source>
            <translation>Wie weit Farben von der angeklickten abweichen dürfen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Only what hangs together</source>
            <translation>Nur was zusammenhängt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Without it, similar colours are selected everywhere in the photo</source>
            <translation>Sonst werden ähnliche Farben überall im Foto ausgewählt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>What is selected joins the mask (with Ctrl it is taken away)</source>
            <translation>Was ausgewählt wird, kommt zur Maske hinzu (mit Strg wird es weggenommen)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>What is selected is taken away from the mask (with Ctrl it joins)</source>
            <translation>Was ausgewählt wird, wird von der Maske weggenommen (mit Strg kommt es hinzu)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Unpaint everything</source>
            <translation>Die ganze Markierung aufheben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Invert</source>
            <translation>Umkehren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Swap painted and unpainted</source>
            <translation>Markiertes und Unmarkiertes tauschen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Last mask</source>
            <translation>Letzte Maske</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Bring back the mask of the last repair</source>
            <translation>Die Maske der letzten Reparatur zurückholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Repair when I lift the brush</source>
            <translation>Reparieren, sobald ich absetze</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Every stroke is repaired at once, without pressing Repair</source>
            <translation>Jeder Strich wird sofort repariert, ohne Klick auf „Reparieren“</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Take texture from</source>
            <translation>Textur entnehmen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Where repairs may copy from: paint that area in green</source>
            <translation>Woher Reparaturen kopieren dürfen: Malen Sie diesen Bereich grün aus</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint the green area</source>
            <translation>Grünen Bereich malen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>The brush paints where texture may be taken from, not what should go</source>
            <translation>Der Pinsel malt aus, woher Textur entnommen werden darf, nicht was weg soll</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Detail</source>
            <translation>Details</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>100 % copies detail from the photo, less makes the fill smoother</source>
            <translation>100 % kopiert Details aus dem Foto, weniger macht die Füllung glatter</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Remove what is painted</source>
            <translation>Entfernen, was markiert ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint over what should go</source>
            <translation>Übermalen, was weg soll</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Mask</source>
            <translation>Maske</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint that area, in green</source>
            <translation>Diesen Bereich in Grün ausmalen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Previous version</source>
            <translation>Vorige Variante</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Next version</source>
            <translation>Nächste Variante</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint source area</source>
            <translation>Quellbereich malen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Subtract</source>
            <translation>Wegnehmen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>You can go on painting, zooming and panning.</source>
            <translation>Sie können weiter malen, zoomen und verschieben.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Other outcomes of the last repair or extension</source>
            <translation>Andere Ergebnisse der letzten Reparatur oder Erweiterung</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Show the previous one of several outcomes</source>
            <translation>Das vorige von mehreren Ergebnissen zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Show the next one of several outcomes</source>
            <translation>Das nächste von mehreren Ergebnissen zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint where repairs take texture from</source>
            <translation>Ausmalen, woher Reparaturen ihre Textur nehmen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Paint the green area, then go back to what should go.</source>
            <translation>Malen Sie den grünen Bereich, dann zurück zu dem, was weg soll.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/repair.py" />
            <source>Not right? Try more versions, texture from elsewhere, or undo (Ctrl+Z).</source>
            <translation>Nicht gelungen? Versuchen Sie weitere Varianten oder Textur von anderswo, oder machen Sie es rückgängig (Strg+Z).</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>Find damage</source>
            <translation>Schäden finden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>looking for damage</source>
            <translation>bei der Suche nach Schäden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>No damage was found. A higher sensitivity finds more.</source>
            <translation>Keine Schäden gefunden. Mit höherer Empfindlichkeit wird mehr gefunden.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>Less than 0.1 % of the photo looks damaged. Correct the mask, then repair.</source>
            <translation>Weniger als 0,1 % des Fotos sieht beschädigt aus. Korrigieren Sie die Maske, dann reparieren Sie.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/damage.py" />
            <source>{share:.1%} of the photo looks damaged. Correct the mask, then repair.</source>
            <translation>{share:.1%} des Fotos sehen beschädigt aus. Korrigieren Sie die Maske, dann reparieren Sie.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>0 keeps to what the photo shows; more makes detail that looks right, but may not be what was there</source>
            <translation>0 hält sich an das, was das Foto zeigt; mehr schafft Details, die stimmig aussehen, aber nicht da gewesen sein müssen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Noise</source>
            <translation>Rauschen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Grain and coloured specks; 50 is what a phone makes at night</source>
            <translation>Korn und bunte Punkte; 50 ist, was ein Telefon bei Nacht macht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Blocks</source>
            <translation>Blöcke</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Squares and rims of a JPEG that was saved too small</source>
            <translation>Quadrate und Säume eines zu klein gespeicherten JPEG</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Blur</source>
            <translation>Unschärfe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Make soft edges sharp; too much draws rims</source>
            <translation>Macht weiche Kanten scharf; zu viel zeichnet Säume</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>One button does what is checked here. Each step can be undone alone; brushes do the rest.</source>
            <translation>Ein Knopf tut, was hier angehakt ist. Jeder Schritt lässt sich einzeln rückgängig machen; den Rest tun Pinsel.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Select what looks damaged</source>
            <translation>Auswählen, was beschädigt aussieht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Sensitivity</source>
            <translation>Empfindlichkeit</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Less finds only what is certain, more finds what is doubtful</source>
            <translation>Weniger findet nur Sicheres, mehr auch Zweifelhaftes</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Measure</source>
            <translation>Messen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Set the sliders by what the photo has</source>
            <translation>Die Regler nach dem Foto einstellen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>The mask says where the photo gets clear, or detail when it is enlarged</source>
            <translation>Die Maske sagt, wo das Foto klar wird oder beim Vergrößern Details bekommt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Take away as much as the sliders say</source>
            <translation>So viel wegnehmen, wie die Regler sagen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>2 times</source>
            <translation>2-fach</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Twice as wide and high, with detail that fits</source>
            <translation>Doppelt so breit und hoch, mit passenden Einzelheiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>4 times</source>
            <translation>4-fach</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Four times as wide and high</source>
            <translation>Viermal so breit und hoch</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Restore this photo</source>
            <translation>Dieses Foto retten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Do what is checked, step by step</source>
            <translation>Schritt für Schritt tun, was angehakt ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>The button “Restore this photo” does this</source>
            <translation>Der Knopf „Dieses Foto retten“ tut das</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Old and unclear photos</source>
            <translation>Alte und unklare Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Sensitivity to damage</source>
            <translation>Empfindlichkeit für Schäden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Clarity</source>
            <translation>Klarheit</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Repair damage</source>
            <translation>Schäden reparieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Noise, blocks and blur</source>
            <translation>Rauschen, Blöcke, Unschärfe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/panel.py" />
            <source>Faded colours</source>
            <translation>Verblasste Farben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/restorer.py" />
            <source>The photo is restored ({steps}). Undo takes back one step.</source>
            <translation>Das Foto ist gerettet ({steps}). Rückgängig nimmt einen Schritt zurück.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/restorer.py" />
            <source>This photo needs nothing.</source>
            <translation>Dieses Foto braucht nichts.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Restore</source>
            <translation>Retten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Make old and unclear photos whole and clear</source>
            <translation>Alte und unklare Fotos heil und klar machen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Restore panel</source>
            <translation>Leiste „Retten“</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Show the restore panel</source>
            <translation>Die Leiste „Retten“ zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>measuring the photo</source>
            <translation>beim Messen des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Clear up the photo</source>
            <translation>Foto klären</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Enlarge 2 times</source>
            <translation>2-fach vergrößern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Enlarge 4 times</source>
            <translation>4-fach vergrößern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Repair damage, clear the photo and bring back its colours</source>
            <translation>Schäden reparieren, das Foto klären und seine Farben zurückholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Select scratches, dust, tears and stains in the mask</source>
            <translation>Kratzer, Staub, Risse und Flecken in der Maske auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Take noise, blocks and blur away as the sliders say</source>
            <translation>Rauschen, Blöcke und Unschärfe wegnehmen, wie die Regler sagen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>Four times as wide and high, with detail that fits</source>
            <translation>Viermal so breit und hoch, mit passenden Einzelheiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/restore/tab.py" />
            <source>This photo is clear; there is nothing to take away.</source>
            <translation>Dieses Foto ist klar; es gibt nichts wegzunehmen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Empty canvas</source>
            <translation>Leere Leinwand</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Open an empty picture of the size above to paint on</source>
            <translation>Ein leeres Bild der obigen Größe zum Bemalen öffnen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Paint strokes of a colour: Ctrl+click takes one from the photo</source>
            <translation>Striche in einer Farbe malen: Strg+Klick nimmt eine aus dem Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Colour…</source>
            <translation>Farbe …</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Choose the colour to paint with</source>
            <translation>Die Malfarbe wählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>How far to go from the sketch</source>
            <translation>Wie weit von der Skizze abgewichen wird</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Little keeps to its shapes and colours, much lets the model dream</source>
            <translation>Wenig hält sich an Formen und Farben, viel lässt das Modell träumen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Now {colour}</source>
            <translation>Jetzt {colour}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>From a sketch</source>
            <translation>Aus einer Skizze</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>Paint a few strokes of colour, or open any picture: sky, sea, sand will do.</source>
            <translation>Malen Sie ein paar Farbstriche oder öffnen Sie irgendein Bild: Himmel, Meer, Sand genügen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/sketch.py" />
            <source>How far to go from it</source>
            <translation>Wie weit davon abgewichen wird</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Favourites</source>
            <translation>Favoriten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Search styles</source>
            <translation>Stile suchen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Painting…</source>
            <translation>Gemälde…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Make a style from a picture of a painting; you can also drop it here</source>
            <translation>Aus dem Bild eines Gemäldes einen Stil machen; Sie können es auch hierher ziehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Loading the styles…</source>
            <translation>Die Stile werden geladen…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Remove from favourites</source>
            <translation>Aus den Favoriten entfernen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Add to favourites</source>
            <translation>Zu den Favoriten hinzufügen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>No styles are installed.</source>
            <translation>Keine Stile sind installiert.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Learn it again</source>
            <translation>Nochmals lernen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Learn it</source>
            <translation>Lernen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Save as a file to share…</source>
            <translation>Als Datei zum Teilen speichern…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Remove…</source>
            <translation>Entfernen…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Use the first guess</source>
            <translation>Erste Näherung verwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/gallery.py" />
            <source>Use what was learned</source>
            <translation>Das Gelernte verwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>A first guess: oil strokes in the painting's colours. Learning takes five minutes.</source>
            <translation>Ein erster Entwurf: Ölstriche in den Farben des Gemäldes. Das Lernen dauert fünf Minuten.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Practise this painting for {minutes:.0f} minutes; you can go on working</source>
            <translation>Dieses Gemälde {minutes:.0f} Minuten lang üben; Sie können weiterarbeiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>End now and keep what was learned</source>
            <translation>Jetzt beenden und das Gelernte behalten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>End now and keep the style as it was</source>
            <translation>Jetzt beenden und den Stil lassen, wie er war</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Share learned</source>
            <translation>Gelernter Anteil</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Learning: {minutes}:{seconds:02d} left. You can go on working.</source>
            <translation>Lernt: noch {minutes}:{seconds:02d}. Sie können weiterarbeiten.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Keeping what was learned…</source>
            <translation>Das Gelernte wird gesichert…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Getting ready to learn…</source>
            <translation>Das Lernen wird vorbereitet…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>Learned from its painting.</source>
            <translation>Von seinem Gemälde gelernt.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learn_row.py" />
            <source>The first guess. What was learned is kept: right-click the style to use it.</source>
            <translation>Die erste Näherung. Das Gelernte bleibt erhalten: Rechtsklick auf den Stil, um es zu verwenden.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learning.py" />
            <source>Learning a style needs the training extra of VQ Studio (PyTorch), which is not installed here: pip install 'vqstudio[training]'. The first guess works without it.</source>
            <translation>Zum Lernen eines Stils ist die Trainingserweiterung von VQ Studio (PyTorch) nötig, die hier nicht installiert ist: pip install 'vqstudio[training]'. Die erste Schätzung funktioniert ohne sie.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/learning.py" />
            <source>The style was not learned: {reason}</source>
            <translation>Der Stil wurde nicht gelernt: {reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>loading the models</source>
            <translation>Beim Laden der Modelle</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>“{title}” is now among your styles.</source>
            <translation>„{title}“ gehört jetzt zu Ihren Stilen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>“{title}” is a first guess; Learn it makes it a good one.</source>
            <translation>„{title}“ ist eine erste Schätzung; „Lernen“ macht daraus einen guten Stil.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>adding the style</source>
            <translation>Beim Hinzufügen des Stils</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>changing the style</source>
            <translation>Ändern des Stils</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>Saved as {name}. Dropped on VQ Studio, it joins the styles there.</source>
            <translation>Gespeichert als {name}. Auf VQ Studio gezogen, kommt der Stil dort zu den anderen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>Open a photo first: a style is practised on it.</source>
            <translation>Öffnen Sie zuerst ein Foto: An ihm wird der Stil geübt.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>One style is being learned already.</source>
            <translation>Ein Stil wird bereits gelernt.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>learning the style</source>
            <translation>Beim Lernen des Stils</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>saving the style</source>
            <translation>Beim Speichern des Stils</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>removing the style</source>
            <translation>Beim Entfernen des Stils</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>“{title}” is learned.</source>
            <translation>„{title}“ ist gelernt.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/loader.py" />
            <source>loading the styles</source>
            <translation>Beim Laden der Stile</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>How much of the photo's light, dark and shapes stays under the strokes; 0 % is the network alone</source>
            <translation>Wie viel von Licht, Schatten und Formen des Fotos unter den Strichen bleibt; 0 % ist das Netz allein</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>For styles that the network paints; this one keeps the photo's forms anyway</source>
            <translation>Für Stile, die das Netz malt; dieser behält die Formen des Fotos ohnehin</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Stroke size</source>
            <translation>Strichgröße</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>How large the strokes are on the photo; larger ones are painted faster</source>
            <translation>Wie groß die Striche auf dem Foto sind; größere sind schneller gemalt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Mix with</source>
            <translation>Mischen mit</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>A second style that joins the chosen one</source>
            <translation>Ein zweiter Stil, der zum gewählten kommt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Share of the second style</source>
            <translation>Anteil des zweiten Stils</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>0 % is the chosen style alone, 100 % the second one alone</source>
            <translation>0 % ist nur der gewählte Stil, 100 % nur der zweite</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Keep the photo's colours</source>
            <translation>Farben des Fotos behalten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Only light and dark are painted; the colours stay those of the photo</source>
            <translation>Nur Hell und Dunkel werden gemalt; die Farben bleiben die des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Everywhere but there</source>
            <translation>Überall außer dort</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>The style leaves the painted area as it is and changes the rest</source>
            <translation>Der Stil lässt den markierten Bereich, wie er ist, und ändert den Rest</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Soft edge</source>
            <translation>Weiche Kante</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>The style fades at the edge of the painted area over so many pixels of the photo</source>
            <translation>Der Stil läuft am Rand des markierten Bereichs über so viele Pixel des Fotos aus</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>The style changes the painted area and leaves the rest as it is</source>
            <translation>Der Stil ändert den markierten Bereich und lässt den Rest, wie er ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Apply style</source>
            <translation>Stil anwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Paint the photo in the chosen style</source>
            <translation>Das Foto im gewählten Stil malen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Its share</source>
            <translation>Sein Anteil</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>No other style</source>
            <translation>Kein zweiter Stil</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>{style} + {other}</source>
            <translation>{style} + {other}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Turn the photo into a painting</source>
            <translation>Aus dem Foto ein Gemälde machen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>A preview: Apply style keeps it, Esc ends it.</source>
            <translation>Eine Vorschau: „Stil anwenden“ behält sie, Esc beendet sie.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>Paint with the brush to style only a part.</source>
            <translation>Malen Sie mit dem Pinsel, um den Stil nur auf einen Teil anzuwenden.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/panel.py" />
            <source>The style goes where you painted; untick it for the whole photo.</source>
            <translation>Der Stil kommt dorthin, wo Sie gemalt haben; Häkchen entfernen für das ganze Foto.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/tab.py" />
            <source>Style panel</source>
            <translation>Leiste „Stil“</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/tab.py" />
            <source>Show the style panel</source>
            <translation>Die Leiste „Stil“ zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/tile.py" />
            <source>Click to apply; F makes it a favourite</source>
            <translation>Klick wendet ihn an; F macht ihn zum Favoriten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/style/tile.py" />
            <source>{credit}; a favourite</source>
            <translation>{credit}; ein Favorit</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Buildings</source>
            <translation>Gebäude</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Flowers</source>
            <translation>Blumen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Leaves</source>
            <translation>Blätter</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Meadow</source>
            <translation>Wiese</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Mountains</source>
            <translation>Berge</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Rocks</source>
            <translation>Felsen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Rooms</source>
            <translation>Räume</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Sea</source>
            <translation>Meer</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Sky</source>
            <translation>Himmel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Stone</source>
            <translation>Stein</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Water</source>
            <translation>Wasser</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Wood</source>
            <translation>Wald</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>Anything</source>
            <translation>Irgendetwas</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>What the new picture shows</source>
            <translation>Was das neue Bild zeigt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/subjects.py" />
            <source>What the new picture shows, as far as the model can</source>
            <translation>Was das neue Bild zeigt, so gut das Modell es kann</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Use turned copies, too</source>
            <translation>Auch gedrehte Kopien verwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>More variety, where neither light nor things have a direction</source>
            <translation>Mehr Abwechslung, wo weder Licht noch Dinge eine Richtung haben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Scale of the texture</source>
            <translation>Maßstab der Textur</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>How large the detail of the photo gets in the texture</source>
            <translation>Wie groß die Details des Fotos in der Textur werden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>{name}, up to {most} pixels</source>
            <translation>{name}, bis {most} Pixel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>The texture, repeated</source>
            <translation>Die Textur, wiederholt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>The texture repeated {times} times across and down</source>
            <translation>Die Textur, {times}-mal neben- und untereinander</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Texture from this photo</source>
            <translation>Textur aus diesem Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Scale</source>
            <translation>Maßstab</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Open a photo and select a part of it.</source>
            <translation>Öffnen Sie ein Foto und wählen Sie einen Teil davon aus.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Width of the texture</source>
            <translation>Breite der Textur</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Height of the texture</source>
            <translation>Höhe der Textur</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Made of what is selected.</source>
            <translation>Wird aus der Auswahl gemacht.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Made of the same part as this texture.</source>
            <translation>Wird aus demselben Teil gemacht wie diese Textur.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/texture.py" />
            <source>Made of the whole photo. Select a part of it to take only that.</source>
            <translation>Wird aus dem ganzen Foto gemacht. Wählen Sie einen Teil aus, um nur diesen zu nehmen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/versions.py" />
            <source>Compute others like it, to choose from</source>
            <translation>Weitere dieser Art berechnen, zur Auswahl</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/versions.py" />
            <source>Version {number} (Alt+Left and Alt+Right flip)</source>
            <translation>Variante {number} (Alt+Links und Alt+Rechts blättern)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/tabs/versions.py" />
            <source>Version {number}</source>
            <translation>Variante {number}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>End the preview</source>
            <translation>Vorschau beenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Undo: {step}</source>
            <translation>Rückgängig: {step}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Nothing to undo</source>
            <translation>Nichts rückgängig zu machen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Redo: {step}</source>
            <translation>Wiederholen: {step}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Nothing to redo</source>
            <translation>Nichts zu wiederholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Cancel operation</source>
            <translation>Vorgang abbrechen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Preferences…</source>
            <translation>Einstellungen…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Take back the last step</source>
            <translation>Den letzten Schritt zurücknehmen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Bring back the step that was undone</source>
            <translation>Den zurückgenommenen Schritt wiederholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Stop the running operation</source>
            <translation>Den laufenden Vorgang abbrechen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/edit.py" />
            <source>Choose how VQ Studio looks and works</source>
            <translation>Wählen, wie VQ Studio aussieht und arbeitet</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Open…</source>
            <translation>Öffnen…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Open recent</source>
            <translation>Zuletzt benutzt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Paste as new photo</source>
            <translation>Als neues Foto einfügen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Save as…</source>
            <translation>Speichern unter…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Copy photo</source>
            <translation>Foto kopieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Photo information…</source>
            <translation>Fotoinformationen …</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Batch…</source>
            <translation>Stapelverarbeitung…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Close photo</source>
            <translation>Foto schließen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Save the photo</source>
            <translation>Das Foto speichern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Save the photo under another name</source>
            <translation>Das Foto unter einem anderen Namen speichern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Write a file of the photo for elsewhere</source>
            <translation>Das Foto zum Weitergeben in eine Datei schreiben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Copy the photo to the clipboard</source>
            <translation>Das Foto in die Zwischenablage kopieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>What is known of the photo and its file</source>
            <translation>Was über das Foto und seine Datei bekannt ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Edit many photos at once</source>
            <translation>Viele Fotos auf einmal bearbeiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Close the photo that is shown</source>
            <translation>Das angezeigte Foto schließen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/file.py" />
            <source>Close the window</source>
            <translation>Das Fenster schließen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Short guide</source>
            <translation>Kurzanleitung</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Sample photo</source>
            <translation>Beispielfoto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>About this computer…</source>
            <translation>Über diesen Computer…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>About VQ Studio</source>
            <translation>Über VQ Studio</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>What people do with VQ Studio, on one page</source>
            <translation>Was man mit VQ Studio macht, auf einer Seite</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Every shortcut on one page</source>
            <translation>Alle Tastenkürzel auf einer Seite</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Open a photo to try things on</source>
            <translation>Ein Foto zum Ausprobieren öffnen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>What VQ Studio found here, to copy into a report</source>
            <translation>Was VQ Studio hier gefunden hat, zum Kopieren in einen Bericht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/help.py" />
            <source>Version and licence</source>
            <translation>Version und Lizenz</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Bring back last mask</source>
            <translation>Letzte Maske zurückholen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Feather mask…</source>
            <translation>Weiche Kante…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Load mask…</source>
            <translation>Maske laden…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Save mask…</source>
            <translation>Maske speichern…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Paint everything</source>
            <translation>Das ganze Foto markieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>The mask of the last repair</source>
            <translation>Die Maske der letzten Reparatur</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Move the edge of the mask a little outward</source>
            <translation>Die Kante der Maske ein wenig nach außen verschieben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Move the edge of the mask a little inward</source>
            <translation>Die Kante der Maske ein wenig nach innen verschieben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Soften the edge: styles and adjustments fade out there, a repair replaces all that the mask touches</source>
            <translation>Die Kante weich machen: Stile und Anpassungen laufen dort aus, eine Reparatur ersetzt alles, was die Maske berührt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Add the white, or opaque, part of a picture of the photo's size</source>
            <translation>Den weißen oder deckenden Teil eines Bildes von der Größe des Fotos hinzufügen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/mask.py" />
            <source>Save the mask as a black and white picture</source>
            <translation>Die Maske als Schwarzweißbild speichern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Brush</source>
            <translation>Pinsel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Paint what should go</source>
            <translation>Übermalen, was weg soll</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Eraser</source>
            <translation>Radierer</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Unpaint</source>
            <translation>Markierung wegradieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Swap brush and eraser</source>
            <translation>Pinsel und Radierer tauschen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select a rectangle</source>
            <translation>Ein Rechteck auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select an ellipse</source>
            <translation>Eine Ellipse auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select what you draw around</source>
            <translation>Auswählen, was umfahren wird</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select between corners that you click</source>
            <translation>Zwischen angeklickten Ecken auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Select similar colours by a click</source>
            <translation>Ähnliche Farben mit einem Klick auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Scribble on an object to select it</source>
            <translation>Einen Gegenstand durch Kritzeln auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Paint a copy of another place: Ctrl+click it first</source>
            <translation>Eine andere Stelle hierher malen: Vorher mit Strg anklicken</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>As clone, but with the light and colour of where you paint</source>
            <translation>Wie Klonen, aber mit Licht und Farbe der bemalten Stelle</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Paint the photo as it was opened</source>
            <translation>Das Foto malen, wie es geöffnet wurde</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Smaller brush</source>
            <translation>Pinsel verkleinern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Larger brush</source>
            <translation>Pinsel vergrößern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Change between brush and eraser</source>
            <translation>Zwischen Pinsel und Radierer wechseln</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Make the brush smaller</source>
            <translation>Den Pinsel kleiner machen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/tools.py" />
            <source>Make the brush larger</source>
            <translation>Den Pinsel größer machen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Rest the pointer on the photo to see its codes; T hides them.</source>
            <translation>Zeigen Sie auf das Foto, um seine Codes zu sehen; T verbirgt sie.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Fit in window</source>
            <translation>An Fenster anpassen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>100 %</source>
            <translation>100 %</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Next photo</source>
            <translation>Nächstes Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Previous photo</source>
            <translation>Voriges Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Compare by divider</source>
            <translation>Mit Trennlinie vergleichen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Compare side by side</source>
            <translation>Nebeneinander vergleichen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show mask</source>
            <translation>Maske zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Mask as</source>
            <translation>Maske als</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Overlay</source>
            <translation>Überlagerung</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>The mask as a tint on the photo</source>
            <translation>Die Maske als Farbe über dem Foto</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Marching ants</source>
            <translation>Ameisenlinien</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>The outline of what is at least half selected</source>
            <translation>Der Umriss dessen, was mindestens halb ausgewählt ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>The mask alone, white on black</source>
            <translation>Die Maske allein, weiß auf schwarz</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show tokens</source>
            <translation>Tokens zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Pixel grid</source>
            <translation>Pixelraster</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Rulers</source>
            <translation>Lineale</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Side panel</source>
            <translation>Seitenleiste</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Appearance</source>
            <translation>Erscheinungsbild</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show less of the photo, larger</source>
            <translation>Weniger vom Foto zeigen, dafür größer</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show more of the photo, smaller</source>
            <translation>Mehr vom Foto zeigen, dafür kleiner</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show the whole photo</source>
            <translation>Das ganze Foto zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>One pixel of the photo on one of the screen</source>
            <translation>Ein Pixel des Fotos auf einem Pixel des Bildschirms</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show the next of the open photos</source>
            <translation>Das nächste der geöffneten Fotos zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show the previous of the open photos</source>
            <translation>Das vorige der geöffneten Fotos zeigen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Before left of it, after right of it</source>
            <translation>Vorher links davon, nachher rechts</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Before and after in two views</source>
            <translation>Vorher und nachher in zwei Ansichten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show or hide what is painted</source>
            <translation>Die Markierung zeigen oder verbergen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show which code stands for each part of the photo</source>
            <translation>Zeigen, welcher Code für jeden Teil des Fotos steht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Lines between the pixels of the photo, from 800 % on</source>
            <translation>Linien zwischen den Pixeln des Fotos, ab 800 %</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Rulers in pixels of the photo</source>
            <translation>Lineale in Pixeln des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show or hide the side panel</source>
            <translation>Die Seitenleiste zeigen oder verbergen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/actions/view.py" />
            <source>Show or hide the steps of the history</source>
            <translation>Die Schritte des Verlaufs zeigen oder verbergen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>info: {text}</source>
            <translation>Hinweis: {text}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>warning: {text}</source>
            <translation>Warnung: {text}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>error: {text}</source>
            <translation>Fehler: {text}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>Details…</source>
            <translation>Details…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>Show what happened, to copy into a report</source>
            <translation>Zeigen, was geschehen ist, zum Kopieren in einen Bericht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>Dismiss</source>
            <translation>Ausblenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/banner.py" />
            <source>Dismiss this message</source>
            <translation>Diese Meldung ausblenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/first_hint.py" />
            <source>Paint over what should go, then press Repair. Wheel zooms, Space moves, F1 shows all shortcuts.</source>
            <translation>Übermalen Sie, was weg soll, und klicken Sie dann auf „Reparieren“. Das Mausrad zoomt, die Leertaste verschiebt, F1 zeigt alle Tastenkürzel.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/first_hint.py" />
            <source>Close this hint (Esc)</source>
            <translation>Diesen Hinweis schließen (Esc)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/first_hint.py" />
            <source>Close this hint</source>
            <translation>Diesen Hinweis schließen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/history.py" />
            <source>Opened</source>
            <translation>Geöffnet</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/history.py" />
            <source>Too long ago: its memory was needed for newer steps</source>
            <translation>Zu lange her: Sein Speicher wurde für neuere Schritte gebraucht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/keeping.py" />
            <source>The preview has ended; the photo is as it was.</source>
            <translation>Die Vorschau ist beendet, das Foto ist wie zuvor.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/main_window.py" />
            <source>Paint over what should go, then press Repair.</source>
            <translation>Übermalen Sie, was weg soll, und klicken Sie dann auf „Reparieren“.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/main_window.py" />
            <source>Waiting for a photo of the batch…</source>
            <translation>Wartet auf ein Foto des Stapels…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/main_window.py" />
            <source>Starting…</source>
            <translation>Wird gestartet…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Remove something</source>
            <translation>Etwas entfernen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Paint over it, a little over its edge too, and press Repair. If you do not like what comes, choose More versions, or paint in green where to copy from.</source>
            <translation>Übermalen Sie es, auch ein wenig über den Rand, und drücken Sie „Reparieren“. Gefällt Ihnen das Ergebnis nicht, wählen Sie „Weitere Varianten“ oder malen Sie grün aus, woher kopiert werden soll.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Rest on a style to see your photo in it; a click paints it. Strength, stroke size and colours show at once. Painted areas can be styled alone.</source>
            <translation>Verweilen Sie auf einem Stil, um Ihr Foto darin zu sehen; ein Klick malt es. Stärke, Strichgröße und Farben zeigen sich sofort. Auch nur übermalte Bereiche lassen sich gestalten.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Extend or crop</source>
            <translation>Erweitern oder zuschneiden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Pull the frame outward and the photo goes on there; pull it inward to crop. Turn and straighten beside it.</source>
            <translation>Ziehen Sie den Rahmen nach außen, und das Foto geht dort weiter; ziehen Sie ihn nach innen, um zuzuschneiden. Daneben lässt sich drehen und begradigen.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Hold the key to see the photo as it was, or put before and after side by side. Undo takes back any step, the history several.</source>
            <translation>Halten Sie die Taste, um das Foto zu sehen, wie es war, oder stellen Sie Vorher und Nachher nebeneinander. Rückgängig nimmt jeden Schritt zurück, der Verlauf mehrere.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Your original stays: the first time Save asks for a new name. Export writes a smaller copy, or another kind of file, for elsewhere.</source>
            <translation>Ihr Original bleibt: Beim ersten Mal fragt Speichern nach einem neuen Namen. Exportieren schreibt eine kleinere Kopie oder ein anderes Format für anderswo.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/guide.py" />
            <source>Show before, while held</source>
            <translation>Vorher zeigen, solange gedrückt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>This is a defect of VQ Studio. The text below helps to find it.</source>
            <translation>Das ist ein Fehler in VQ Studio. Der Text unten hilft, ihn zu finden.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>What VQ Studio found here.</source>
            <translation>Was VQ Studio hier gefunden hat.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>Looking at this computer…</source>
            <translation>Dieser Computer wird untersucht…</translation>
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
            <translation>Ein Fotoeditor, dessen Reparaturen und Stile mit vektorquantisierten Modellen auf Ihrem eigenen Computer laufen. Kein Foto verlässt ihn.

Apache-Lizenz 2.0</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>What happened</source>
            <translation>Was geschehen ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>About this computer</source>
            <translation>Über diesen Computer</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/help.py" />
            <source>looking at this computer</source>
            <translation>Beim Untersuchen dieses Computers</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;Mask</source>
            <translation>&amp;Maske</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;Tools</source>
            <translation>&amp;Werkzeuge</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Like the desktop</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/menus.py" />
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{width} × {height}, {number} megapixels</source>
            <translation>{width} × {height}, {number} Megapixel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{bits} bits per channel</source>
            <translation>{bits} Bit pro Kanal</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Not said in the file</source>
            <translation>In der Datei nicht angegeben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{bits}, with transparency</source>
            <translation>{bits}, mit Transparenz</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>A profile without a name</source>
            <translation>Ein Profil ohne Namen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{profile} (no profile in the file)</source>
            <translation>{profile} (kein Profil in der Datei)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>In the metadata; exporting can leave it out</source>
            <translation>In den Metadaten; beim Exportieren lässt er sich weglassen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>None in the metadata</source>
            <translation>Keiner in den Metadaten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>The file is not there any more</source>
            <translation>Die Datei ist nicht mehr da</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Size on disk</source>
            <translation>Dateigröße</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Pixels</source>
            <translation>Pixel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Depth</source>
            <translation>Farbtiefe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Colour profile</source>
            <translation>Farbprofil</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Lens</source>
            <translation>Objektiv</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Taken</source>
            <translation>Aufgenommen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Place</source>
            <translation>Ort</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>{number} s</source>
            <translation>{number} s</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Photo information</source>
            <translation>Fotoinformationen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Copy all of it to the clipboard</source>
            <translation>Alles in die Zwischenablage kopieren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/photo_info.py" />
            <source>Not saved yet</source>
            <translation>Noch nicht gespeichert</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>The best that works</source>
            <translation>Das beste, das funktioniert</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>NVIDIA-Grafikkarte (CUDA)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Any graphics card (WebGPU)</source>
            <translation>Beliebige Grafikkarte (WebGPU)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Processor</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Preferences</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>The language of the window, from the next start on</source>
            <translation>Die Sprache des Fensters, ab dem nächsten Start</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>The colours of the window</source>
            <translation>Die Farben des Fensters</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>What the models run on</source>
            <translation>Worauf die Modelle laufen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>When the steps need more, the oldest can no longer be undone</source>
            <translation>Brauchen die Schritte mehr, lassen sich die ältesten nicht mehr zurücknehmen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Repair when the brush is lifted</source>
            <translation>&amp;Reparieren, sobald der Pinsel abgesetzt wird</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>What is kept comes back at the next start after a crash</source>
            <translation>Das Gesicherte kommt nach einem Absturz beim nächsten Start zurück</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Of JPEG, WebP and AVIF; PNG, JPEG XL, TIFF and BMP lose nothing</source>
            <translation>Von JPEG, WebP und AVIF; PNG, JPEG XL, TIFF und BMP verlieren nichts</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>How many photos “Open recent” lists; 0 keeps none</source>
            <translation>Wie viele Fotos „Zuletzt benutzt“ auflistet; 0 merkt sich keine</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Clear &amp;list</source>
            <translation>&amp;Liste leeren</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Open the lo&amp;g folder</source>
            <translation>Protokollordner öff&amp;nen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Where VQ Studio writes what it does, for reports</source>
            <translation>Wo VQ Studio aufschreibt, was es tut, für Berichte</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Reset to &amp;defaults</source>
            <translation>Auf Stan&amp;dard zurücksetzen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Set everything on this page back</source>
            <translation>Alles auf dieser Seite zurücksetzen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Close</source>
            <translation>S&amp;chließen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Trying it…</source>
            <translation>Wird ausprobiert…</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>The language changes when VQ Studio is started again.</source>
            <translation>Die Sprache wechselt, wenn VQ Studio neu gestartet wird.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>La&amp;nguage</source>
            <translation>S&amp;prache</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Theme</source>
            <translation>Farbsche&amp;ma</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Mod&amp;els run on</source>
            <translation>Mod&amp;elle laufen auf</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Memory for undo</source>
            <translation>&amp;Speicher für Rückgängig</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Autosave every</source>
            <translation>&amp;Automatisch sichern alle</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>&amp;Quality of saved photos</source>
            <translation>&amp;Qualität gespeicherter Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>Recent &amp;photos kept</source>
            <translation>Zuletzt benutzte &amp;Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/preferences_dialog.py" />
            <source>No program here opens folders; the log is in {folder}</source>
            <translation>Kein Programm auf diesem Computer öffnet Ordner; das Protokoll liegt in {folder}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Style gallery</source>
            <translation>Stilgalerie</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Zoom to the pointer</source>
            <translation>Auf den Zeiger zoomen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Wheel</source>
            <translation>Mausrad</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Move the photo</source>
            <translation>Das Foto verschieben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Space + drag</source>
            <translation>Leertaste + Ziehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Middle button</source>
            <translation>Mittlere Taste</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Straight line</source>
            <translation>Gerade Linie</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Shift + click</source>
            <translation>Umschalt + Klick</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Keep the frame's shape at a corner, pull both sides at an edge</source>
            <translation>An einer Ecke die Form des Rahmens behalten, an einer Kante beide Seiten ziehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Shift + drag</source>
            <translation>Umschalt + Ziehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Move the frame</source>
            <translation>Rahmen verschieben</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Arrow keys, with Shift farther</source>
            <translation>Pfeiltasten, mit Umschalt weiter</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Apply the frame</source>
            <translation>Rahmen anwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Enter</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Put the frame back</source>
            <translation>Rahmen zurücksetzen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Select a square or a circle</source>
            <translation>Ein Quadrat oder einen Kreis auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Take away from the mask</source>
            <translation>Von der Maske wegnehmen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Ctrl + select</source>
            <translation>Strg + auswählen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Close a polygon</source>
            <translation>Ein Polygon schließen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Double click, Enter</source>
            <translation>Doppelklick, Eingabe</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Move with the keyboard</source>
            <translation>Mit der Tastatur bewegen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Arrow keys</source>
            <translation>Pfeiltasten</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>See the photo in a style</source>
            <translation>Das Foto in einem Stil sehen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Rest on it</source>
            <translation>Darauf verweilen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Next style</source>
            <translation>Nächster Stil</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Apply the style</source>
            <translation>Den Stil anwenden</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/menu/shortcuts.py" />
            <source>Make it a favourite</source>
            <translation>Zum Favoriten machen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/parts.py" />
            <source>Cancel what is running first (Esc), then go back in the history.</source>
            <translation>Brechen Sie zuerst ab, was läuft (Esc), dann gehen Sie im Verlauf zurück.</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/side_panel.py" />
            <source>{title} panel</source>
            <translation>Leiste „{title}“</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Not {device}: {reason}</source>
            <translation>Nicht {device}: {reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Photo size</source>
            <translation>Fotogröße</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Zoom: 100 % shows every pixel of the photo</source>
            <translation>Zoom: 100 % zeigt jedes Pixel des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Looking for a device to run the models on</source>
            <translation>Ein Gerät für die Modelle wird gesucht</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Device: not known yet</source>
            <translation>Gerät: noch nicht bekannt</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Zoom {zoom}</source>
            <translation>Zoom {zoom}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>Models run on {device}. {reason}</source>
            <translation>Modelle laufen auf {device}. {reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>No models</source>
            <translation>Keine Modelle</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>No models: {reason}</source>
            <translation>Keine Modelle: {reason}</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/status_bar.py" />
            <source>{size:.1f} megapixels</source>
            <translation>{size:.1f} Megapixel</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Retouching tools</source>
            <translation>Retuschewerkzeuge</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Brush size in pixels of the photo</source>
            <translation>Pinselgröße in Pixeln des Fotos</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Hold to see the photo as it was opened (\)</source>
            <translation>Gedrückt halten, um das Foto zu sehen, wie es beim Öffnen war (\)</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Compare with before</source>
            <translation>Vorher und nachher vergleichen</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Selection tools</source>
            <translation>Auswahlwerkzeuge</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Hardness</source>
            <translation>Härte</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>How sharp the edge of the brush is</source>
            <translation>Wie scharf der Rand des Pinsels ist</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>Opacity</source>
            <translation>Deckkraft</translation>
        </message>
        <message>
            <location filename="vqstudio/ui/window/toolbar.py" />
            <source>How much of the copy a stroke lays on</source>
            <translation>Wie viel von der Kopie ein Strich aufträgt</translation>
        </message>
    </context>
</TS>
