using Ml.Gan.Data;

namespace Ml.Gan.Cli.Training;

/// <summary>The data of a command line, with the vectors of <c>--conditions</c> where that is given.</summary>
internal static class DataWithVectors
{
    /// <exception cref="GanDataException">The data or the vectors can't be used.</exception>
    public static ISampleSource Open(Func<ISampleSource> open, string? vectors)
    {
        var file = vectors is null ? null : VectorFile.Read(vectors);
        var data = open();
        if (file is null)
            return data;
        try
        {
            return new SourceWithVectors(data, file);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }
}
