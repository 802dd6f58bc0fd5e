namespace Ml.Gan.Tests.Fuzzing;

/// <summary>Reader of bytes from outside that is given mutated files.</summary>
internal abstract class FuzzTarget : IDisposable
{
    private Mutator? _mutator;

    /// <summary>Name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Valid files.</summary>
    public abstract IReadOnlyList<byte[]> Corpus { get; }

    /// <summary>Most megabytes that the process may grow by while it reads. Default 256.</summary>
    public virtual int MostMegabytes => 256;

    /// <summary>Reads a file to its end and uses what it says.</summary>
    /// <returns>Null where it was taken; why not, where the reader refuses without an exception.</returns>
    /// <exception cref="GanException">It is refused.</exception>
    /// <exception cref="Onnx.GanOnnxException">It is refused.</exception>
    public abstract string? Read(byte[] file);

    /// <summary>Input number <paramref name="index"/>.</summary>
    public byte[] Input(int seed, long index) => (_mutator ??= new Mutator(Corpus, seed, Repair)).Create(index);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts right what would have an input refused before anything else of it is read.</summary>
    protected virtual byte[] Repair(byte[] file, Random random) => file;

    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Reader of a file on disk, whose refusals have to name it.</summary>
internal abstract class FuzzedFile : FuzzTarget
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ml-gan-fuzz-").FullName;

    /// <summary>Name of the file.</summary>
    protected virtual string FileName => "input";

    protected string PathOf(string name) => Path.Combine(_folder, name);

    public sealed override string? Read(byte[] file)
    {
        string path = PathOf(FileName);
        File.WriteAllBytes(path, file);
        try
        {
            Read(path);
            return null;
        }
        catch (Exception e) when (FuzzProcess.IsRefusal(e) && !e.Message.Contains(FileName, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The refusal doesn't name the file: {e.Message}", e);
        }
    }

    protected abstract void Read(string path);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Directory.Delete(_folder, recursive: true);
        base.Dispose(disposing);
    }
}
