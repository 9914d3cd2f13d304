; The installer: for one user, without an administrator. make_package.py hands over VERSION, NUMBERS, SOURCE (the laid out
; folder), PARTS (a list of its folders and files), TYPES (registry.py's macros), ICON, KILOBYTES and OUTPUT.
; Silent: /S, with /D=FOLDER (the last argument, unquoted); to uninstall "Uninstall.exe" /S.
Unicode true
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\VQ Studio"
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
ManifestSupportedOS Win10
ManifestDPIAware true
RequestExecutionLevel user
Name "VQ Studio"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\VQ Studio"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"

!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!include "${TYPES}"
!include "${PARTS}"


!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\VQ Studio.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${SOURCE}\Licences\VQ Studio.txt"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE German
!insertmacro MUI_LANGUAGE SimpChinese

LangString OLD ${LANG_ENGLISH} "VQ Studio needs a 64-bit Windows 10 (version 1809) or newer."
LangString OLD ${LANG_GERMAN} "VQ Studio braucht ein 64-Bit-Windows ab Windows 10 (Version 1809)."
LangString OLD ${LANG_SIMPCHINESE} "VQ Studio 需要 64 位的 Windows 10（1809 版）或更新的系统。"
LangString RUNNING ${LANG_ENGLISH} "VQ Studio is running. Save your work and close it, then go on."
LangString RUNNING ${LANG_GERMAN} "VQ Studio läuft noch. Bitte die Arbeit sichern und das Programm schließen."
LangString RUNNING ${LANG_SIMPCHINESE} "VQ Studio 正在运行。请保存工作并关闭它，然后继续。"
LangString COMMANDS ${LANG_ENGLISH} "VQ Studio commands"
LangString COMMANDS ${LANG_GERMAN} "VQ Studio Befehle"
LangString COMMANDS ${LANG_SIMPCHINESE} "VQ Studio 命令行"

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=${LANG_ENGLISH} ProductName "VQ Studio"
VIAddVersionKey /LANG=${LANG_ENGLISH} ProductVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} FileVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} FileDescription "VQ Studio installer"
VIAddVersionKey /LANG=${LANG_ENGLISH} CompanyName "VQ Studio developers"
VIAddVersionKey /LANG=${LANG_ENGLISH} LegalCopyright "VQ Studio developers, Apache License 2.0"

; A program that runs cannot be written to.
!macro WaitUntilClosed UN
  Function ${UN}WaitUntilClosed
    again:
    IfFileExists "$INSTDIR\VQ Studio.exe" 0 closed
    ClearErrors
    FileOpen $0 "$INSTDIR\VQ Studio.exe" a
    IfErrors 0 opened
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 3
    Quit
    opened:
    FileClose $0
    closed:
  FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Section
  Call WaitUntilClosed
  !insertmacro RemoveParts ; of an older version, which may have had other files
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*.*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"

  CreateShortcut "$SMPROGRAMS\VQ Studio.lnk" "$INSTDIR\VQ Studio.exe"
  SetOutPath "$PROFILE" ; the folder in which the commands begin
  CreateShortcut "$SMPROGRAMS\$(COMMANDS).lnk" "$SYSDIR\cmd.exe" '/k set "PATH=$INSTDIR;%PATH%" && vqstudio --help' \
    "$INSTDIR\vqstudio.exe"
  SetOutPath "$INSTDIR"

  !insertmacro Register
  WriteRegStr HKCU "${KEY}" "DisplayName" "VQ Studio"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\VQ Studio.exe,0"
  WriteRegStr HKCU "${KEY}" "Publisher" "VQ Studio developers"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; types of files have changed
SectionEnd

; Photos, settings and styles of the user stay. So does whatever else somebody put into the folder.
Section Uninstall
  Call un.WaitUntilClosed
  !insertmacro RemoveParts
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\VQ Studio.lnk"
  Delete "$SMPROGRAMS\$(COMMANDS).lnk"
  !insertmacro Unregister
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
