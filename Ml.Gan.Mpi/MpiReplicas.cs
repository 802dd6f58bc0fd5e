using Ml.Gan.Training;

namespace Ml.Gan.Mpi;

/// <summary>
/// Ranks of a training that are processes of one MPI job, on one machine or several: started by <c>mpirun</c>,
/// <c>mpiexec</c> or <c>srun</c>, with the MPI library of that launcher. Not thread-safe.
/// </summary>
/// <remarks>
/// A rank that throws, exits, is killed or hangs ends the job: the launcher stops the other ranks, and its exit code
/// isn't 0.
/// <code>
/// return MpiReplicas.Run(replicas =>
/// {
///     using var gan = new LatentGan(new LatentGanOptions { Steps = 1000, Replicas = replicas }, new Glyphs());
///     new GanTrainer(gan).Train();
///     if (replicas.Rank == 0)
///         gan.Export().Save("generator.onnx");
///     return 0;
/// });
/// </code>
/// </remarks>
public sealed unsafe class MpiReplicas : Replicas
{
    private readonly MpiLibrary _library;
    private readonly Watchdog _watchdog;
    private bool _isOver;

    private MpiReplicas(MpiLibrary library, Watchdog watchdog)
    {
        (_library, _watchdog) = (library, watchdog);
        ReductionOrder.Pin();
        Check(library.Functions.Initialize(library.Handles.Serialized, out _), "MPI_Init_thread");
        nint world = library.Handles.World;
        Check(library.Functions.SetErrorHandler(world, library.Handles.ErrorsReturn), "MPI_Comm_set_errhandler");
        Check(library.Functions.Rank(world, out int rank), "MPI_Comm_rank");
        Check(library.Functions.Size(world, out int count), "MPI_Comm_size");
        (Rank, Count) = (rank, count);
        if (count != MpiLaunch.Count && MpiLaunch.Count > 1)
            throw new MpiException(
                $"The launcher started {MpiLaunch.Count} processes, but the library '{library.Version}' knows of "
                + $"{count}: it isn't the launcher's. Start them with that library's own mpirun or mpiexec, or name "
                + $"the launcher's library in {MpiLibrary.PathVariable}.");
        _watchdog.Start(Name, Abort);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => EndWithProcess();
    }

    /// <inheritdoc/>
    public override int Rank { get; }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <summary>Number of this rank, how many there are, and the machine that it runs on.</summary>
    public override string Name => $"rank {Rank} of {Count} on {Environment.MachineName}";

    /// <summary>Name and version of the MPI library.</summary>
    public string Library => _library.Version;

    /// <summary>
    /// Runs a program as one rank of the job that its launcher started. It ends the job, all ranks of it, where the
    /// program throws or gives another exit code than 0.
    /// </summary>
    /// <param name="program">What each rank does; gives the exit code of the process.</param>
    /// <param name="options">Default null: the defaults.</param>
    /// <returns>The exit code, 0; with another one the process ends here.</returns>
    /// <exception cref="MpiException">There is no MPI library, or it isn't the launcher's.</exception>
    public static int Run(Func<MpiReplicas, int> program, MpiOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        using var watchdog = new Watchdog((options ?? new MpiOptions()).Patience);
        var replicas = new MpiReplicas(MpiLibrary.Load(), watchdog);
        int code;
        try
        {
            code = program(replicas);
        }
        catch (Exception e)
        {
            replicas.LetRootSpeak();
            Console.Error.WriteLine($"{replicas.Name}: {e.GetType().Name}: {e.Message}");
            replicas.Abort(1);
            throw;
        }
        if (code != 0)
        {
            replicas.LetRootSpeak();
            replicas.Abort(code);
        }
        watchdog.Dispose();
        replicas._isOver = true;
        replicas.Check(replicas._library.Functions.End(), "MPI_Finalize");
        return code;
    }

    /// <inheritdoc/>
    public override void Broadcast(Span<byte> values, int root)
    {
        using var exchange = _watchdog.Begin();
        for (; values.Length > 0; values = values[Math.Min(values.Length, BucketLength)..])
        {
            var bucket = values[..Math.Min(values.Length, BucketLength)];
            fixed (byte* first = bucket)
            {
                Check(
                    _library.Functions.Broadcast(
                        first, bucket.Length, _library.Handles.Byte, root, _library.Handles.World),
                    "MPI_Bcast");
            }
        }
    }

    /// <inheritdoc/>
    public override void Barrier()
    {
        using var exchange = _watchdog.Begin();
        Check(_library.Functions.Barrier(_library.Handles.World), "MPI_Barrier");
    }

    /// <inheritdoc/>
    public override void BeginStep(long step) => _watchdog.Step = step;

    /// <inheritdoc/>
    protected override void SumBucket(Span<float> values)
    {
        fixed (float* first = values)
            Sum(first, values.Length, _library.Handles.Float);
    }

    /// <inheritdoc/>
    protected override void SumBucket(Span<double> values)
    {
        fixed (double* first = values)
            Sum(first, values.Length, _library.Handles.Double);
    }

    private void Sum(void* values, int count, nint type)
    {
        using var exchange = _watchdog.Begin();
        var handles = _library.Handles;
        Check(
            _library.Functions.AllReduce(handles.InPlace, values, count, type, handles.Sum, handles.World),
            "MPI_Allreduce");
    }

    /// <summary>Ends all ranks; the launcher's exit code is the code.</summary>
    private void Abort(int code)
    {
        StandardStreams.WaitUntilRead();
        _isOver = true;
        _ = _library.Functions.Abort(_library.Handles.World, code);
    }

    /// <summary>Ends all ranks where this process ends early: of an exit with 0 not all launchers think so.</summary>
    private void EndWithProcess()
    {
        if (_isOver)
            return;
        Console.Error.WriteLine($"{Name} exits before the job is over, and ends it.");
        Abort(1);
    }

    /// <summary>
    /// What is wrong on all ranks rank 0 says, and ends the job: the others wait for that before they speak.
    /// </summary>
    internal void LetRootSpeak()
    {
        if (Rank > 0)
            Thread.Sleep(TimeSpan.FromSeconds(1));
    }

    private void Check(int result, string function)
    {
        if (result != 0)
            throw new MpiException(
                $"{function} of '{_library.Version}' failed: {_library.Functions.ErrorText(result)}");
    }
}
