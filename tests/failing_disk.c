/* A disk that fails when it is told to: put before the system's library, it lets the n-th write below a folder end with an error,
   or the process end instead of it (error 0), as a power cut would.

   What counts is every call that may need room: writing, making a file longer, flushing, a new file, folder or name. Where the
   error is EIO, reading counts too. `goes_on` tells whether all that comes after fails as well, as on a disk that stays full. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX], told[PATH_MAX + 32];
static long asked, first;
static int number, lasting;

void disk_fails(const char *folder, long at, int error, int goes_on) {
    pthread_mutex_lock(&door);
    snprintf(root, sizeof root, "%s/", folder);
    asked = 0, told[0] = 0, first = at, number = error, lasting = goes_on;
    pthread_mutex_unlock(&door);
}

long disk_works(void) {
    pthread_mutex_lock(&door);
    root[0] = 0;
    long calls = asked;
    asked = 0;
    pthread_mutex_unlock(&door);
    return calls;
}

const char *disk_refused(void) {
    return told;
}

static int refused(const char *call, const char *path) {
    int refuse = 0;
    if (root[0] && !strncmp(path, root, strlen(root))) {
        pthread_mutex_lock(&door);
        asked++;
        if (asked == first) snprintf(told, sizeof told, "%s %s", call, strrchr(path, '/') + 1);
        refuse = asked == first || (lasting && asked > first);
        pthread_mutex_unlock(&door);
    }
    if (refuse && !number) raise(SIGKILL);
    if (refuse) errno = number;
    return refuse;
}

static int refused_file(const char *call, int file) {
    char link[64], path[PATH_MAX];
    if (!root[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return refused(call, path);
}

static int refused_length(const char *call, int file, off_t length) {
    struct stat now;
    return root[0] && !fstat(file, &now) && length > now.st_size && refused_file(call, file);
}

static int refused_new(const char *path, int flags) {
    return root[0] && (flags & O_CREAT) && access(path, F_OK) && refused("open", path);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define PASS(result, name, given, names, refusing) \
    result name given { return refusing ? -1 : NEXT(name) names; }
#define OPEN(name)                                        \
    int name(const char *path, int flags, ...) {          \
        va_list rest;                                     \
        va_start(rest, flags);                            \
        mode_t mode = flags & O_CREAT ? va_arg(rest, int) : 0; \
        va_end(rest);                                     \
        return refused_new(path, flags) ? -1 : NEXT(name)(path, flags, mode); \
    }

OPEN(open)
OPEN(open64)
PASS(ssize_t, write, (int f, const void *b, size_t n), (f, b, n), refused_file("write", f))
PASS(ssize_t, writev, (int f, const struct iovec *v, int n), (f, v, n), refused_file("writev", f))
PASS(ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), (f, b, n, o), refused_file("pwrite", f))
PASS(ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), (f, b, n, o), refused_file("pwrite64", f))
PASS(ssize_t, sendfile, (int t, int f, off_t *o, size_t n), (t, f, o, n), refused_file("sendfile", t))
PASS(ssize_t, sendfile64, (int t, int f, off64_t *o, size_t n), (t, f, o, n), refused_file("sendfile64", t))
PASS(ssize_t, copy_file_range, (int f, off64_t *a, int t, off64_t *b, size_t n, unsigned g), (f, a, t, b, n, g), refused_file("copy_file_range", t))
PASS(int, ftruncate, (int f, off_t n), (f, n), refused_length("ftruncate", f, n))
PASS(int, ftruncate64, (int f, off64_t n), (f, n), refused_length("ftruncate64", f, n))
PASS(int, fsync, (int f), (f), refused_file("fsync", f))
PASS(int, fdatasync, (int f), (f), refused_file("fdatasync", f))
PASS(int, mkdir, (const char *p, mode_t m), (p, m), access(p, F_OK) && refused("mkdir", p))
PASS(int, rename, (const char *a, const char *b), (a, b), refused("rename", b))
PASS(int, link, (const char *a, const char *b), (a, b), refused("link", b))
PASS(ssize_t, read, (int f, void *b, size_t n), (f, b, n), number == EIO && refused_file("read", f))
PASS(ssize_t, pread, (int f, void *b, size_t n, off_t o), (f, b, n, o), number == EIO && refused_file("pread", f))
PASS(ssize_t, pread64, (int f, void *b, size_t n, off64_t o), (f, b, n, o), number == EIO && refused_file("pread64", f))
