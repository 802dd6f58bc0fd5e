using Ml.Gan.Native;

namespace Ml.Gan.Mpi;

/// <summary>
/// Pins the algorithm of sums, which the libraries choose by size, ranks and version otherwise: the order of a sum is
/// part of its result, and the same ranks are to give the same bytes. Settings that the environment has already stay.
/// </summary>
internal static class ReductionOrder
{
    /// <summary>Recursive halving, then doubling (Rabenseifner), in both families.</summary>
    private static readonly (string Name, string Value)[] s_settings =
    [
        ("OMPI_MCA_coll_tuned_use_dynamic_rules", "1"),
        ("OMPI_MCA_coll_tuned_allreduce_algorithm", "6"),
        ("OMPI_MCA_coll_tuned_priority", "100"),
        ("MPIR_CVAR_ALLREDUCE_INTRA_ALGORITHM", "reduce_scatter_allgather"),
        ("MPIR_CVAR_DEVICE_COLLECTIVES", "none"),
    ];

    /// <summary>Sets what the libraries read when they are initialized.</summary>
    public static void Pin()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var (name, value) in s_settings)
            NativeEnvironment.SetMissing(name, value);
    }
}
