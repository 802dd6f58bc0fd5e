using System.Runtime.InteropServices;

namespace Ml.Gan.Mpi;

/// <summary>
/// The functions of MPI that are called, of a library that is loaded. Handles are passed in whole registers, of which a
/// library of 32-bit handles reads the lower half.
/// </summary>
internal sealed unsafe class MpiFunctions(nint library)
{
    private readonly nint _initialize = NativeLibrary.GetExport(library, "MPI_Init_thread");
    private readonly nint _finalize = NativeLibrary.GetExport(library, "MPI_Finalize");
    private readonly nint _abort = NativeLibrary.GetExport(library, "MPI_Abort");
    private readonly nint _rank = NativeLibrary.GetExport(library, "MPI_Comm_rank");
    private readonly nint _size = NativeLibrary.GetExport(library, "MPI_Comm_size");
    private readonly nint _barrier = NativeLibrary.GetExport(library, "MPI_Barrier");
    private readonly nint _broadcast = NativeLibrary.GetExport(library, "MPI_Bcast");
    private readonly nint _allReduce = NativeLibrary.GetExport(library, "MPI_Allreduce");
    private readonly nint _version = NativeLibrary.GetExport(library, "MPI_Get_library_version");
    private readonly nint _setHandler = NativeLibrary.GetExport(library, "MPI_Comm_set_errhandler");
    private readonly nint _errorText = NativeLibrary.GetExport(library, "MPI_Error_string");

    public int Initialize(int threads, out int provided)
    {
        fixed (int* given = &provided)
            return ((delegate* unmanaged[Cdecl]<nint, nint, int, int*, int>)_initialize)(0, 0, threads, given);
    }

    // Named differently, so that it isn't taken for a finalizer.
    public int End() => ((delegate* unmanaged[Cdecl]<int>)_finalize)();

    public int Abort(nint communicator, int code) =>
        ((delegate* unmanaged[Cdecl]<nint, int, int>)_abort)(communicator, code);

    public int Rank(nint communicator, out int rank)
    {
        fixed (int* place = &rank)
            return ((delegate* unmanaged[Cdecl]<nint, int*, int>)_rank)(communicator, place);
    }

    public int Size(nint communicator, out int size)
    {
        fixed (int* place = &size)
            return ((delegate* unmanaged[Cdecl]<nint, int*, int>)_size)(communicator, place);
    }

    public int Barrier(nint communicator) => ((delegate* unmanaged[Cdecl]<nint, int>)_barrier)(communicator);

    public int Broadcast(void* values, int count, nint type, int root, nint communicator) =>
        ((delegate* unmanaged[Cdecl]<void*, int, nint, int, nint, int>)_broadcast)(
            values, count, type, root, communicator);

    public int AllReduce(nint source, void* values, int count, nint type, nint operation, nint communicator) =>
        ((delegate* unmanaged[Cdecl]<nint, void*, int, nint, nint, nint, int>)_allReduce)(
            source, values, count, type, operation, communicator);

    public int SetErrorHandler(nint communicator, nint handler) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, int>)_setHandler)(communicator, handler);

    /// <summary>Name and version of the library; may be asked before it is initialized.</summary>
    public string Version() => Text(_version);

    public string ErrorText(int code)
    {
        byte* text = stackalloc byte[TextLength];
        int length = 0;
        int result = ((delegate* unmanaged[Cdecl]<int, byte*, int*, int>)_errorText)(code, text, &length);
        return result == 0 ? Marshal.PtrToStringUTF8((nint)text, length) : $"error {code}";
    }

    /// <summary>More than any library's MPI_MAX_LIBRARY_VERSION_STRING and MPI_MAX_ERROR_STRING.</summary>
    private const int TextLength = 16384;

    private static string Text(nint function)
    {
        byte* text = stackalloc byte[TextLength];
        int length = 0;
        ((delegate* unmanaged[Cdecl]<byte*, int*, int>)function)(text, &length);
        return Marshal.PtrToStringUTF8((nint)text, Math.Min(length, TextLength)).TrimEnd('\0').Trim();
    }
}
