using System.Runtime.InteropServices;

namespace Ml.Gan.Mpi;

/// <summary>
/// Values of MPI's constants, which the standard left to the implementations until its version 5: addresses of objects
/// in Open MPI, 32-bit integers in MPICH and its relatives, small integers in the standard's own binary interface.
/// </summary>
/// <param name="Family">Name of the family, for messages.</param>
/// <param name="World">MPI_COMM_WORLD.</param>
/// <param name="Float">MPI_FLOAT.</param>
/// <param name="Double">MPI_DOUBLE.</param>
/// <param name="Byte">MPI_BYTE.</param>
/// <param name="Sum">MPI_SUM.</param>
/// <param name="ErrorsReturn">MPI_ERRORS_RETURN.</param>
/// <param name="InPlace">MPI_IN_PLACE.</param>
/// <param name="Serialized">MPI_THREAD_SERIALIZED.</param>
internal sealed record MpiHandles(
    string Family, nint World, nint Float, nint Double, nint Byte, nint Sum, nint ErrorsReturn, nint InPlace,
    int Serialized)
{
    /// <summary>Name of the family whose handles are addresses.</summary>
    public const string OpenMpi = "Open MPI";

    /// <summary>Name of the family whose handles are 32-bit integers.</summary>
    public const string Mpich = "MPICH";

    /// <summary>The constants of a library that is loaded, which is known by what it exports.</summary>
    /// <param name="library">Its handle.</param>
    /// <param name="version">What it says of itself.</param>
    /// <exception cref="MpiException">It is of another family.</exception>
    public static MpiHandles Of(nint library, string version)
    {
        if (NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out nint world))
            return new MpiHandles(
                OpenMpi, world, Export("ompi_mpi_float"), Export("ompi_mpi_double"), Export("ompi_mpi_byte"),
                Export("ompi_mpi_op_sum"), Export("ompi_mpi_errors_return"), InPlace: 1, Serialized: 2);
        if (IsStandard(library))
            return new MpiHandles(
                "the standard MPI ABI", 0x101, 0x210, 0x214, 0x247, 0x21, 0x143, InPlace: 1, Serialized: 2048);
        if (IsMpich(version))
            return new MpiHandles(
                Mpich, 0x44000000, 0x4c00040a, 0x4c00080b, 0x4c00010d, 0x58000003, 0x54000001, InPlace: -1,
                Serialized: 2);
        throw new MpiException(
            $"The MPI library says that it is '{version}', of which the values of MPI_COMM_WORLD and the like aren't "
            + "known. Install Open MPI or MPICH.");

        nint Export(string name) => NativeLibrary.GetExport(library, name);
    }

    /// <summary>Whether the library says that it has the standard's interface; MPICH 5 has it beside its own.</summary>
    private static unsafe bool IsStandard(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "MPI_Abi_get_version", out nint function))
            return false;
        int major = -1, minor = -1;
        int result = ((delegate* unmanaged[Cdecl]<int*, int*, int>)function)(&major, &minor);
        return result == 0 && major >= 1;
    }

    private static bool IsMpich(string version) => new[] { "MPICH", "MVAPICH", "Intel(R) MPI", "Microsoft MPI", "CRAY" }
        .Any(name => version.Contains(name, StringComparison.OrdinalIgnoreCase));
}
