/* Starts VQ Studio: Python runs in this process, so Windows shows this program's name and icon, and there is no other
 * process to end. Compiled twice (starters.py): with WINDOW for the window, without a console; else for the commands.
 */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 32768 /* characters of a path, at most */

int _dowildcard = -1; /* "*.jpg" becomes the names of the photos, which Windows leaves to programs */

typedef int (*Run)(int, wchar_t **);

static int tell(const wchar_t *sentence)
{
#ifdef WINDOW
    MessageBoxW(NULL, sentence, L"VQ Studio", MB_OK | MB_ICONERROR);
#else
    fwprintf(stderr, L"vqstudio: %ls\n", sentence);
#endif
    return 2;
}

int wmain(int count, wchar_t **given)
{
    static wchar_t library[LONGEST];
#ifdef WINDOW
    /* Whatever is dropped on the program is a photo, whatever its name. */
    static wchar_t *first[] = {NULL, L"-m", L"vqstudio", L"window", L"--"};
#else
    static wchar_t *first[] = {NULL, L"-m", L"vqstudio"};
#endif
    const int fixed = sizeof first / sizeof *first;
    wchar_t **arguments = calloc(fixed + count, sizeof *arguments);
    DWORD length = GetModuleFileNameW(NULL, library, LONGEST - 16);
    wchar_t *last = length ? wcsrchr(library, L'\\') : NULL;
    HMODULE python;
    Run run;
    int status;

    if (!arguments || !last)
        return tell(L"The program cannot find its own folder; install it again.");
    wcscpy(last + 1, L"python311.dll");
    SetDllDirectoryW(L""); /* no libraries from the folder of a photo */
    python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    run = python ? (Run)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run)
        return tell(L"python311.dll is missing or damaged; install VQ Studio again.");

    for (int i = 0; i < fixed; i++)
        arguments[i] = first[i];
    arguments[0] = given[0];
    for (int i = 1; i < count; i++)
        arguments[fixed + i - 1] = given[i];
    status = run(fixed + count - 1, arguments);
#ifdef WINDOW
    if (status == 1) /* Python could not go on, and had nowhere to say why. */
        tell(L"VQ Studio has ended unexpectedly. In its folder, run \"vqstudio doctor\" to see whether anything is "
             L"missing, or \"vqstudio window\" to see the error.");
#endif
    return status;
}
