using System.Runtime.InteropServices;

namespace Ml.Gan.Mpi;

/// <summary>The MPI library of this machine that belongs to the launcher of this process.</summary>
internal sealed class MpiLibrary
{
    /// <summary>Environment variable that names the library where it isn't found.</summary>
    public const string PathVariable = "MLGAN_MPI_LIBRARY";

    private static readonly string[] s_openMpi = ["libmpi.so.40", "libmpi.40.dylib"];
    private static readonly string[] s_mpich = ["libmpich.so.12", "libmpi.so.12", "libmpi.12.dylib", "msmpi.dll"];
    private static readonly string[] s_any = ["libmpi.so", "libmpi_abi.so", "libmpi_abi.so.0", "libmpi.dylib"];

    private MpiLibrary(MpiFunctions functions, MpiHandles handles, string version) =>
        (Functions, Handles, Version) = (functions, handles, version);

    public MpiFunctions Functions { get; }

    public MpiHandles Handles { get; }

    /// <summary>Name and number, as <c>Open MPI v4.1.4</c>, of what the library says of itself.</summary>
    public string Version { get; }

    /// <summary>Loads the library; it isn't initialized yet.</summary>
    /// <exception cref="MpiException">There is none, or it is of an unknown family.</exception>
    public static MpiLibrary Load()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
            return NativeLibrary.TryLoad(named, out nint chosen)
                ? Of(chosen)
                : throw new MpiException($"The MPI library '{named}' that {PathVariable} names can't be loaded.");
        bool isOpenMpi = MpiLaunch.IsOpenMpi;
        string[] names = isOpenMpi ? [.. s_openMpi, .. s_any, .. s_mpich] : [.. s_mpich, .. s_any, .. s_openMpi];
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
                return Of(library);
        }
        throw new MpiException(
            "No MPI library was found. Install the one that the launcher is of: on Debian and Ubuntu "
            + "'apt-get install openmpi-bin libopenmpi3' for mpirun of Open MPI (libopenmpi40 on newer ones), 'mpich "
            + $"libmpich12' for mpiexec of MPICH; or name the file in {PathVariable}.");
    }

    private static MpiLibrary Of(nint library)
    {
        var functions = new MpiFunctions(library);
        string version = functions.Version();
        return new MpiLibrary(functions, MpiHandles.Of(library, version), Short(version));
    }

    private static string Short(string version)
    {
        string first = version.Split('\n', ',')[0].Replace("Version:", " ", StringComparison.Ordinal);
        return string.Join(' ', first.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
