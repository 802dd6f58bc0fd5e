using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using PipelineApp;

const string Usage = "usage: PipelineApp pipeline.zip [--out FOLDER] [--count N] [--label CLASS]";

try
{
    var options = Options.Parse(args);
    var mlContext = new MLContext();
    var pipeline = mlContext.Model.Load(options.Pipeline, out var schema);
    // Until it is disposed of, ML.NET keeps a copy of its model among the temporary files.
    using var disposed = pipeline as IDisposable;
    var rows = AskedRows.Create(mlContext, schema, options.Count, options.Label);
    var samples = GeneratedPictures.Of(mlContext, pipeline.Transform(rows));

    Directory.CreateDirectory(options.Folder);
    int number = 0;
    foreach (var picture in samples.GetColumn<MLImage>(GeneratedPictures.Column))
    {
        using (picture)
            picture.Save(Path.Combine(
                options.Folder, string.Create(CultureInfo.InvariantCulture, $"{number++:0000}.png")));
    }

    Console.WriteLine($"Wrote {number} pictures to {options.Folder}");
    return 0;
}
catch (UsageException failure)
{
    Console.Error.WriteLine($"{failure.Message}\n{Usage}");
    return 2;
}
catch (Exception failure) when (failure is InvalidOperationException or IOException or FormatException
    or UnauthorizedAccessException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
