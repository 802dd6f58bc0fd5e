using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Conformance.Torch;

[TestClass]
public class DisposeScopeTests
{
    [TestMethod]
    public void AScopeDisposesWhatIsCreatedInIt()
    {
        using Tensor before = ones(2);
        Tensor inside, result;
        using (DisposeScope scope = NewDisposeScope())
        {
            inside = before + 1;
            result = (inside * 2).sum();
            Assert.AreEqual(3, scope.DisposablesCount);
            Assert.IsTrue(scope.Contains(inside));
        }
        Assert.IsTrue(inside.IsInvalid);
        Assert.IsTrue(result.IsInvalid);
        Assert.IsFalse(before.IsInvalid);
        Assert.IsNull(CurrentDisposeScope);
    }

    [TestMethod]
    public void ATensorMovesOutOneScope()
    {
        Tensor moved;
        using (DisposeScope outer = NewDisposeScope())
        {
            using (NewDisposeScope()) moved = ones(2).MoveToOuterDisposeScope();
            Assert.IsFalse(moved.IsInvalid);
            Assert.IsTrue(outer.Contains(moved));
        }
        Assert.IsTrue(moved.IsInvalid);
    }

    [TestMethod]
    public void ATensorMovedOutOfTheOutermostScopeLives()
    {
        Tensor moved;
        using (NewDisposeScope()) moved = ones(2).MoveToOuterDisposeScope();
        Assert.AreEqual(2.0, moved.sum().ToDouble());
        moved.Dispose();
    }

    [TestMethod]
    public void ADetachedTensorLives()
    {
        Tensor detached, other;
        using (NewDisposeScope())
        using (DisposeScope scope = NewDisposeScope())
        {
            detached = ones(2).DetachFromDisposeScope();
            other = scope.Detach(zeros(2));
            Assert.AreEqual(0, scope.DisposablesCount);
        }
        Assert.AreEqual(2.0, (detached + other).sum().ToDouble());
    }

    [TestMethod]
    public void ADisposedTensorLeavesItsScope()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor early = ones(2), late = ones(2);
        early.Dispose();
        Assert.AreEqual(1, scope.DisposablesCount);
        Assert.IsTrue(scope.Contains(late));
    }

    [TestMethod]
    public void EverythingButSome()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor kept = ones(2), dropped = ones(2);
        scope.DisposeEverythingBut(kept);
        Assert.IsFalse(kept.IsInvalid);
        Assert.IsTrue(dropped.IsInvalid);
        scope.DisposeEverything();
        Assert.IsTrue(kept.IsInvalid);
    }

    [TestMethod]
    public void AWrappedExpressionLeavesItsResultOnly()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor result = WrappedTensorDisposeScope(() => (ones(3) + 1).sum());
        Assert.AreEqual(1, scope.DisposablesCount);
        Assert.AreEqual(6.0, result.ToDouble());
    }

    [TestMethod]
    public void AScopeBelongsToItsThread()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = ones(2));
        thread.Start();
        thread.Join();
        Assert.IsFalse(scope.Contains(elsewhere));
        Assert.AreEqual(0, scope.DisposablesCount);
    }

    [TestMethod]
    public void AGraphOutlivesTheObjectsOfItsTensors()
    {
        using Tensor x = ones(3).requires_grad_();
        Tensor loss;
        using (NewDisposeScope()) loss = (x.exp() * 2).sum().MoveToOuterDisposeScope();
        loss.backward();
        Assert.AreEqual(3 * 2 * Math.E, x.grad.sum().ToDouble(), 1e-5);
    }

    [TestMethod]
    public void AParameterTakesTheTensorsPlaceInItsScope()
    {
        Parameter parameter, detached;
        using (DisposeScope scope = NewDisposeScope())
        {
            Tensor data = ones(2);
            parameter = new Parameter(data);
            Assert.IsTrue(data.IsInvalid);
            Assert.IsTrue(scope.Contains(parameter));
            detached = (Parameter)new Parameter(ones(2)).DetachFromDisposeScope();
        }
        Assert.IsTrue(parameter.IsInvalid);
        Assert.IsFalse(detached.IsInvalid);
    }

    [TestMethod]
    public void AParameterUsedInAScopeLives()
    {
        using var parameter = new Parameter(ones(2));
        using (NewDisposeScope())
        {
            (parameter * parameter).sum().backward();
            Assert.AreEqual(4.0, parameter.grad.sum().ToDouble());
        }
        Assert.AreEqual(4.0, parameter.grad.sum().ToDouble());
    }

    [TestMethod]
    public void StatisticsOfTheThread()
    {
        DisposeScopeManager.Statistics.Reset();
        using (NewDisposeScope())
        {
            Tensor a = ones(2), b = a + 1;
            Assert.AreEqual(2, DisposeScopeManager.Statistics.CreatedInScopeCount);
            Assert.AreEqual(2, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
        Assert.AreEqual(2, DisposeScopeManager.Statistics.DisposedInScopeCount);
        Assert.AreEqual(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void ObjectsAreCounted()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        using (NewDisposeScope())
        {
            Tensor[] some = [.. Enumerable.Range(0, 50).Select(_ => ones(1))];
            Assert.AreEqual(before + some.Length, Tensor.TotalCount);
        }
        Assert.AreEqual(before, Tensor.TotalCount);
    }
}
